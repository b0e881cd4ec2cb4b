// One button that ticks all films of the page, or unticks them; without scripts it isn't there.

for (const button of document.querySelectorAll("button[data-ticks]")) {
  const boxes = [...document.querySelectorAll(`input[name="${button.dataset.ticks}"]`)];
  const areAll = () => boxes.every((box) => box.checked);
  const name = () => {
    button.textContent = areAll() ? button.dataset.untick : button.dataset.tick;
  };
  button.addEventListener("click", () => {
    const tick = !areAll();
    for (const box of boxes) box.checked = tick;
    name();
  });
  for (const box of boxes) box.addEventListener("change", name);
  // A page that comes back from history brings its ticks along.
  window.addEventListener("pageshow", name);
  name();
  button.hidden = boxes.length === 0;
}
