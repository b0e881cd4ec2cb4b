// The admin's autocompletes for the keyboard alone: typing opens one, and Tab takes what is marked
// and goes on at once, also before anything was found: that is looked up while one types on.
// Where a field takes new names (data-tags), what was typed stands last among what is found.

const $ = window.django.jQuery;
const known = new WeakSet();
const settling = new Map();
let waiting = false;
let moved = false;

const all = () => [...document.querySelectorAll("select.admin-autocomplete")];
const openOne = () => all().find((select) => $(select).data("select2")?.isOpen());
const searchField = () => document.querySelector(".select2-container--open .select2-search__field");
const selectionOf = (select) => $(select).data("select2")?.$selection[0];

function newOption(select, term) {
  const { newPattern, newLabel } = select.dataset;
  const name = (term ?? "").normalize("NFC").trim().replace(/\s+/g, " ");
  if (!name || !newPattern || !new RegExp(`^(?:${newPattern})$`, "u").test(name)) return null;
  return { id: `+${name}`, text: newLabel.replace("%s", () => name) };
}

$.fn.select2.defaults.set("createTag", function createTag({ term }) {
  return newOption(this.$element[0], term);
});
$.fn.select2.defaults.set("insertTag", (found, added) => found.push(added));

const ARTICLE = /^(?:the|an?) /;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " ");

// How near a name is to what was typed: it just so, but for an article, its beginning, or less.
function nearness(text, term) {
  const typed = plain(term);
  const names = [plain(text), plain(text).replace(/ \(\d{4}\)$/, "")];
  if (names.includes(typed)) return 0;
  const bare = typed.replace(ARTICLE, "");
  const bared = names.map((name) => name.replace(ARTICLE, ""));
  if (bared.includes(bare)) return 1;
  return [...names, ...bared].some((name) => name.startsWith(typed)) ? 2 : 3;
}

// What the words find, or the new name that they are; nothing, and the several, where these are as near.
async function found(select, term) {
  const { appLabel, modelName, fieldName } = select.dataset;
  const question = { term, app_label: appLabel, model_name: modelName, field_name: fieldName };
  const answer = await fetch(`${select.dataset["ajax-Url"]}?${new URLSearchParams(question)}`);
  const results = answer.ok ? (await answer.json()).results : [];
  const near = results.map(({ text }) => nearness(text, term));
  const nearest = results.filter((_, place) => near[place] === Math.min(...near));
  if (nearest.length > 1) return { several: true };
  return { choice: nearest[0] ?? (answer.ok ? newOption(select, term) : null) };
}

// Choose what the words find, while the focus is elsewhere already; say so where it is nothing.
async function settle(select, term) {
  const selection = selectionOf(select);
  const shown = selection.querySelector(".select2-selection__rendered");
  shown.textContent = `${term} …`;
  const { choice, several } = await found(select, term).catch(() => ({}));
  selection.toggleAttribute("data-not-found", !choice);
  selection.setAttribute("aria-invalid", String(!choice));
  const which = select.dataset.severalLabel;
  if (!choice) shown.textContent = several && which ? which.replace("%s", () => term) : `${term} ?`;
  if (!choice) return;
  const option = [...select.options].find(({ value }) => value === choice.id);
  if (!option) select.append(new Option(choice.text, choice.id));
  $(select).val(choice.id).trigger("change");
}

function settleLater(select, term) {
  $(select).select2("close");
  selectionOf(select).focus();
  const settled = settle(select, term).finally(() => settling.delete(select));
  settling.set(select, settled);
}

$(document).on("select2:open", ({ target }) => {
  const instance = $(target).data("select2");
  // An answer belongs to what is typed now only when its question says so.
  const heed = ({ query }) => {
    if ((query.term ?? "") === (searchField()?.value ?? "")) waiting = false;
  };
  if (!known.has(instance)) instance.on("results:all", heed);
  known.add(instance);
  [waiting, moved] = [false, false];
  searchField()?.focus();
});

$(document).on("change", "select.admin-autocomplete", ({ target }) => {
  selectionOf(target)?.removeAttribute("data-not-found");
  selectionOf(target)?.removeAttribute("aria-invalid");
});

document.addEventListener("input", ({ target }) => {
  if (target.matches(".select2-search__field")) waiting = true;
});

function typedIntoSelection(event) {
  const isLetter = event.key.length === 1 && event.key !== " ";
  if (!isLetter || event.ctrlKey || event.metaKey || event.altKey) return;
  $(event.target.closest(".select2-container").previousElementSibling).select2("open");
  searchField()?.focus();
}

function typedIntoSearch(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") moved = true;
  if (event.isComposing || (event.key !== "Tab" && event.key !== "Enter")) return;
  const [select, term] = [openOne(), event.target.value.trim()];
  if (event.key === "Tab" && !moved && !term) return;
  // With Ctrl it means the form, too.
  if (!event.ctrlKey && !event.metaKey) event.stopImmediatePropagation();
  if (event.key === "Enter") event.preventDefault();
  if (term && (waiting || (event.key === "Tab" && !moved))) return settleLater(select, term);
  $(select).data("select2").trigger("results:select", {});
  selectionOf(select).focus();
}

document.addEventListener(
  "keydown",
  (event) => {
    if (event.target.closest?.(".select2-selection")) typedIntoSelection(event);
    else if (event.target.matches?.(".select2-search__field")) typedIntoSearch(event);
  },
  true,
);

// A form waits for what is still being looked up, and doesn't go without what wasn't found.
document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  const unknown = form.querySelector("[data-not-found]");
  if (unknown || settling.size) event.preventDefault();
  if (unknown) unknown.focus();
  else if (settling.size) {
    await Promise.all(settling.values());
    form.requestSubmit(submitter);
  }
});

// The select behind an autocomplete can't be seen: whoever lands on it means what stands in front.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches?.("select.admin-autocomplete")) selectionOf(target)?.focus();
});

$(() => {
  const { activeElement } = document;
  if (activeElement?.matches("select.admin-autocomplete")) selectionOf(activeElement)?.focus();
  for (const select of all()) {
    // Typing a new name does what this link does: it needn't be a stop on the way to the next field.
    const link = select.closest(".related-widget-wrapper")?.querySelector(".add-related");
    if (link && select.dataset.tags) link.tabIndex = -1;
    const { noneLabel } = select.dataset;
    const words = $(select).data("select2")?.options.get("translations");
    if (words && noneLabel) words.dict = { ...words.dict, noResults: () => noneLabel };
    const [label] = select.labels;
    if (!label) continue;
    label.id ||= `${select.id}_label`;
    for (const part of [selectionOf(select), selectionOf(select)?.querySelector("[role=textbox]")]) {
      part?.setAttribute("aria-labelledby", `${label.id} ${part.querySelector("[id]")?.id ?? part.id}`);
    }
  }
});
