// The admin's autocompletes for the keyboard alone: typing opens one, Tab takes what is marked and
// goes on. Where a field takes new names (data-tags), what was typed stands last among what is found.

const $ = window.django.jQuery;
const FOCUSABLE = "input, select, textarea, button, a[href], .select2-selection";
const known = new WeakSet();
let waiting = false;
let pending = null;
let moved = false;

$.fn.select2.defaults.set("createTag", function createTag({ term }) {
  const { newPattern, newLabel } = this.$element[0].dataset;
  const name = (term ?? "").normalize("NFC").trim().replace(/\s+/g, " ");
  if (!name || !new RegExp(`^(?:${newPattern})$`, "u").test(name)) return null;
  return { id: `+${name}`, text: newLabel.replace("%s", () => name) };
});
$.fn.select2.defaults.set("insertTag", (found, added) => found.push(added));

const openOne = () =>
  [...document.querySelectorAll("select.admin-autocomplete")].find((select) =>
    $(select).data("select2")?.isOpen(),
  );
const searchField = () => document.querySelector(".select2-container--open .select2-search__field");
const selectionOf = (select) => $(select).data("select2")?.$selection[0];

function focusAfter(element) {
  const stops = [...element.closest("form").querySelectorAll(FOCUSABLE)].filter(
    (each) => each.tabIndex >= 0 && !each.disabled && each.offsetParent && each.type !== "hidden",
  );
  stops[stops.indexOf(element) + 1]?.focus();
}

function take(select) {
  $(select).data("select2").trigger("results:select", {});
  selectionOf(select).focus();
}

// What was found belongs to what is typed now only when its question says so.
function heed({ query }) {
  if ((query.term ?? "") !== (searchField()?.value ?? "")) return;
  waiting = false;
  if (!pending) return;
  const [select, goesOn] = [openOne(), pending === "Tab"];
  pending = null;
  take(select);
  if (goesOn && !openOne()) focusAfter(selectionOf(select));
}

$(document).on("select2:open", ({ target }) => {
  const instance = $(target).data("select2");
  if (!known.has(instance)) instance.on("results:all", heed);
  known.add(instance);
  [waiting, pending, moved] = [false, null, false];
  searchField()?.focus();
});

document.addEventListener("input", ({ target }) => {
  if (!target.matches(".select2-search__field")) return;
  waiting = true;
  pending = null;
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
  if (event.key === "Tab" && !moved && !event.target.value.trim()) return;
  event.stopImmediatePropagation();
  if (waiting || event.key === "Enter") event.preventDefault();
  if (waiting) pending = event.key;
  else take(openOne());
}

document.addEventListener(
  "keydown",
  (event) => {
    if (event.target.closest?.(".select2-selection")) typedIntoSelection(event);
    else if (event.target.matches?.(".select2-search__field")) typedIntoSearch(event);
  },
  true,
);

// The select behind an autocomplete can't be seen: whoever lands on it means what stands in front.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches?.("select.admin-autocomplete")) selectionOf(target)?.focus();
});

// Typing a new name does what this link does, so it needn't be a stop on the way to the next field.
for (const select of document.querySelectorAll("select[data-tags]")) {
  const link = select.closest(".related-widget-wrapper")?.querySelector(".add-related");
  if (link) link.tabIndex = -1;
}
