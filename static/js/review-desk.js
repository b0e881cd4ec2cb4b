// The page at which a review is entered: a preview while one types, a pasted quotation cleaned, and
// Ctrl+Enter. Without this module the form is saved, and says the same, one step later.

const $ = window.django.jQuery;
const QUIET = 350;
const form = document.getElementById("criticreview_form");
const panel = document.getElementById("review_preview");
const quote = form?.elements.quote;
let timer;
let asking;
let pasted = false;

function show(html, asked) {
  const shown = panel.querySelector(".shown");
  shown.innerHTML = html;
  const said = [shown.querySelector(".too-long, .long"), shown.querySelector(".likely")]
    .map((each) => each?.textContent.trim().replace(/\s+/g, " ") ?? "")
    .join(" ");
  const status = panel.querySelector("[role=status]");
  if (status.textContent !== said) status.textContent = said;
  if (asked === null) return;
  if (quote.value === asked) quote.value = shown.querySelector(".as-shown").dataset.quote;
  pasted = false;
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const sent = new FormData(form);
  sent.set("preview_of", panel.dataset.of ?? "");
  const asked = pasted ? quote.value : null;
  try {
    const { signal } = asking;
    const answer = await fetch(panel.dataset.url, { method: "POST", body: sent, signal });
    if (answer.ok) show(await answer.text(), asked);
  } catch (error) {
    if (error.name !== "AbortError") panel.querySelector("[role=status]").textContent = "";
  }
}

function askSoon(wait = QUIET) {
  clearTimeout(timer);
  timer = setTimeout(ask, wait);
}

function press(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const names = panel?.dataset.of ? ["_publish", "_save"] : ["_publish", "_addanother", "_save"];
  const button = names.map((name) => form.querySelector(`[type=submit][name=${name}]`)).find(Boolean);
  if (!button) return;
  event.preventDefault();
  event.stopPropagation();
  form.requestSubmit(button);
}

function focus(field) {
  ($(field).data("select2")?.$selection[0] ?? field)?.focus();
}

// At what is wrong, or may be a double; else at what is empty yet.
function begin() {
  const wrong = form.querySelector(".errors :is(select, input:not([type=hidden]), textarea)");
  const another = form.querySelector(".likely [name=another]");
  const names = panel.dataset.of ? ["film", "critic", "quote", "verdict"] : ["film", "critic"];
  const empty = names.map((name) => form.elements[name]).find((each) => each && !each.value);
  focus(wrong ?? another ?? empty);
}

if (form && panel) {
  // jQuery's, as autocompletes say by it alone that something was chosen.
  $(form).on("input change", () => askSoon());
  quote?.addEventListener("paste", () => {
    pasted = true;
    askSoon(0);
  });
  // Before autocompletes hear of it, which Enter opens.
  document.addEventListener("keydown", press, true);
  $(() => {
    begin();
    ask();
  });
}

for (const select of document.querySelectorAll(".filter-by-typing select")) {
  $(select).on("change", () => select.form.requestSubmit());
}
