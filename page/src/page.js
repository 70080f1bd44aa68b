// The running page: it shows what is chosen, and handles events.

import { address, readAddress, VIEWS } from "./address.js";
import { byEntry, choice, current, kindOf, OCCURRING, recomputeViews, seen, selectEntries } from "./choice.js";
import { makeControls, membersOf, PRESETS, updateControls } from "./controls.js";
import { goTo, render, select, shown } from "./draw.js";
import { all, make, one } from "./element.js";
import { hasPlaces, turnTo } from "./find.js";
import { listenForFocus } from "./sigla.js";
import { WITNESSES } from "./record.js";
import { endOfPrint } from "./windows.js";

// What the tests in a browser ask for.
export * from "./around.js";
export * from "./choice.js";
export { citedWithWord } from "./cited.js";
export { shown } from "./draw.js";
export { silencesTold } from "./entries.js";
export { WITNESSES } from "./record.js";
export { onOneLine, visible } from "./text.js";

const MOST_PRINTED = 1000; // windows that are made for paper: more take minutes
const WIDE = matchMedia("(min-width: 62rem)");

function refresh(recompute = true) {
  if (recompute) recomputeViews();
  selectEntries();
  updateControls();
  render();
}

/** Tells the style how much of the screen is taken by what stays at its top. */
function measureBar() {
  document.documentElement.style.setProperty("--bar", `${one("#bar").offsetHeight || one("#steps").offsetHeight}px`);
}

/** What decides how the page is drawn. */
const drawnFor = () =>
  JSON.stringify([{ ...choice, entry: 0 }, [...choice.witnesses], [...choice.kinds]]);

/** A link to an entry always shows it, whatever was chosen before. */
function arrive() {
  const before = drawnFor();
  const entry = readAddress(location.hash);
  choice.entry = entry?.n ?? null;
  measureBar(); // the observer tells of it only after the first drawing
  if (before !== drawnFor() || !shown || choice.view === "graph") refresh();
  if (entry && !byEntry.has(entry.n)) {
    choice.query = "";
    choice.witnesses = new Set(WITNESSES.map((x) => x.w));
    for (const r of seen(entry).readings) if (r.variation) choice.kinds.add(kindOf(r));
    refresh();
  }
  if (entry) goTo(entry.n);
  else select(null);
  if (choice.at !== null) shown?.reachColumn?.(choice.at)?.scrollIntoView({ block: entry ? "center" : "start" });
}

/** @param {boolean} recompute */
function change(recompute) {
  history.replaceState(null, "", address());
  choice.entry = null;
  refresh(recompute);
}

/** @param {number} by */
function stepTo(by) {
  if (!current.length) return;
  const at = current.findIndex((v) => v.entry.n === choice.entry);
  const { n } = current[Math.max(0, Math.min(current.length - 1, at < 0 ? 0 : at + by))].entry;
  history.replaceState(null, "", address({ entry: n }));
  if (choice.view === "graph") {
    choice.entry = n;
    refresh(false);
  } else goTo(n);
}

/** @param {number} by */
function turnPage(by) {
  if (!hasPlaces()) return;
  if (!["text", "parallel"].includes(choice.view)) {
    choice.view = "text";
    updateControls();
    render();
  }
  turnTo(by, shown);
}

/** @param {HTMLInputElement} control */
function choose({ id, name, value, checked }) {
  /** @type {<T>(chosen: Set<T>, item: T) => void} */
  const put = (chosen, item) => void (checked ? chosen.add(item) : chosen.delete(item));
  if (id === "base") choice.base = value;
  else if (id === "query") choice.query = value;
  else if (name === "witness") put(choice.witnesses, Number(value));
  else if (name === "kind") for (const kind of membersOf(value)) put(choice.kinds, kind);
  change(id === "base" || name === "witness");
}

/** @param {HTMLElement} target */
function press({ id, dataset, ariaDisabled }) {
  if (dataset.preset) {
    choice.kinds = new Set(OCCURRING.filter(PRESETS[dataset.preset]).map(({ name }) => name));
    change(false);
  }
  if (dataset.step && ariaDisabled !== "true") stepTo(Number(dataset.step));
  if (dataset.turn) turnPage(Number(dataset.turn));
  if (id === "close") select(null);
}

/**
 * What a key does; returns whether it does something.
 * @param {string} key
 */
function pressKey(key) {
  const view = VIEWS[Number(key) - 1];
  if (view) location.hash = address({ view: view[0], at: null, entry: choice.entry });
  else if (key === "j" || key === "k") stepTo(key === "j" ? 1 : -1);
  else if (key === "/" || key === "b") {
    /** @type {HTMLDetailsElement} */ (one("#panel")).open = true;
    one(key === "/" ? "#query" : "#base").focus();
  } else if (key === "g" && choice.entry) location.hash = address({ view: "graph", entry: choice.entry, at: null });
  else if (key === "?") location.hash = address({ view: "about", at: null });
  else if (key === "Escape") select(null);
  else return false;
  return true;
}

function listen() {
  one("#choice").addEventListener("submit", (event) => event.preventDefault());
  one("#choice").addEventListener("input", ({ target }) => choose(/** @type {HTMLInputElement} */ (target)));
  document.addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element ? target.closest("button") : null;
    if (pressed) press(pressed);
  });
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const { toggle } = target.dataset;
    if (toggle !== "grouped" && toggle !== "reasons" && toggle !== "labels" && toggle !== "variants") return;
    choice[toggle] = target.checked;
    change(false);
  });
  one("#query").addEventListener("keydown", (event) => {
    if (event.key === "Enter") turnPage(event.shiftKey ? -1 : 1);
  });
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.altKey || event.metaKey || target.matches("input[type=search], select, textarea")) {
      if (event.key === "Escape") target.blur();
    } else if (pressKey(event.key)) event.preventDefault();
  });
  window.addEventListener("hashchange", arrive);
  one(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address keeps what is chosen
    one("#main").focus({ preventScroll: true });
    one("#main").scrollIntoView();
  });
  listenForPrint();
}

/** What is not on the screen is made for paper; where it is too much, a sentence says where the print ends. */
function listenForPrint() {
  /** @type {HTMLDetailsElement[]} */
  let unfolded = [];
  /** @type {HTMLElement | null} */
  let end = null;
  window.addEventListener("beforeprint", () => {
    const notPrinted = shown?.all(MOST_PRINTED);
    if (shown && notPrinted) {
      end = make("p", { class: "end" }, endOfPrint(MOST_PRINTED, shown.count));
      notPrinted.before(end);
    }
    unfolded = all("details.long:not([open])"); // what is folded up on the screen is not lost on paper
    for (const details of unfolded) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of unfolded) details.open = false;
    end?.remove();
  });
}

one(".page").hidden = false;
/** @type {HTMLDetailsElement} */
const panel = one("#panel");
panel.open = WIDE.matches; // on a small screen the text comes first
WIDE.addEventListener("change", ({ matches }) => {
  if (matches) panel.open = true;
});
const measured = new ResizeObserver(measureBar);
measured.observe(one("#bar"));
measured.observe(one("#steps"));
listen();
listenForFocus();
makeControls();
arrive();
