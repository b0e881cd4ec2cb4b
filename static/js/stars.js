// The stars of a film are one stop for the Tab key; arrows, Home and End move among them.
// Without this module each star is a stop of its own, and everything works.

const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

const starsOf = (group) => [...group.querySelectorAll("button")];

function stopAt(star) {
  for (const each of starsOf(star.closest(".stars"))) each.tabIndex = each === star ? 0 : -1;
}

function prepare(part) {
  for (const group of part.querySelectorAll(".stars")) {
    group.setAttribute("role", "toolbar");
    const stars = starsOf(group);
    const focused = stars.find((star) => star === document.activeElement);
    const pressed = stars.find((star) => star.ariaPressed === "true");
    stopAt(focused ?? pressed ?? stars[0]);
  }
}

function next(star, key) {
  const stars = starsOf(star.closest(".stars"));
  if (key === "Home") return stars[0];
  if (key === "End") return stars.at(-1);
  return stars[stars.indexOf(star) + (KEYS[key] ?? NaN)];
}

document.addEventListener("keydown", (event) => {
  const star = event.target.closest?.(".stars button");
  if (!star || event.altKey || event.ctrlKey || event.metaKey) return;
  // A key that is held down would press the star again and again.
  if (event.repeat && (event.key === "Enter" || event.key === " ")) return event.preventDefault();
  const other = next(star, event.key);
  if (!other && !(event.key in KEYS)) return;
  event.preventDefault();
  other?.focus();
});

document.addEventListener("focusin", (event) => {
  const star = event.target.closest?.(".stars button");
  if (star) stopAt(star);
});

// What was pressed may be gone from the fresh panel, as Clear is: then the stars take the focus.
let hadFocus = false;
document.addEventListener("htmx:beforeSwap", (event) => {
  hadFocus = event.detail.target.contains(document.activeElement);
});
document.addEventListener("htmx:afterSettle", (event) => {
  prepare(event.target);
  const stop = event.target.querySelector('.stars [tabindex="0"]');
  if (hadFocus && stop && document.activeElement === document.body) stop.focus();
});

prepare(document);
