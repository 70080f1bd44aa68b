// The text with its apparatus, and the witnesses side by side.

import { address } from "./address.js";
import { placeOfColumn } from "./around.js";
import { byEntry, choice, current, leading, shownWitnesses } from "./choice.js";
import { cited, imageLinks, listed } from "./cite.js";
import { find, make } from "./element.js";
import { silencesTold, toggle } from "./entries.js";
import { pieces, rowBounds, rowOf, rowStarts, textBounds } from "./marks.js";
import { BY_NUMBER, entriesNear, LANGUAGE } from "./record.js";
import { described, siglum } from "./sigla.js";
import { windowed } from "./windows.js";

/** @import { View } from "./choice.js" */
/** @import { Entry, Witness } from "./record.js" */
/** @import { Windows } from "./windows.js" */

const ROWS_IN_A_WINDOW = 4;

/** @param {HTMLElement} container */
export function showText(container) {
  const leader = leading();
  container.append(
    make("h2", {}, "Text of ", leader ? siglum(leader) : "no witness", " with its apparatus"),
    make(
      "p",
      { class: "aside" },
      choice.base === "majority"
        ? "Each lemma below is the reading of most witnesses; the text is that of the first."
        : choice.base === "none"
          ? "No reading is preferred; the text is that of the first witness."
          : "Below each paragraph are the readings that differ from it. A marked word links to its entry.",
    ),
  );
  const rows = rowStarts().length,
    silences = silencesTold(current);
  /** @param {number} k */
  const build = (k) =>
    rowsIn(k, rows).map((r) =>
      make(
        "section",
        { class: "paragraph", id: `p${r + 1}` },
        newPlace(leader, r),
        make("div", { class: "text", dir: "auto", "data-w": leader.w, ...LANGUAGE }, pieces(leader, r)),
        imagesBeside(leader, r),
        notes(r, silences),
      ),
    );
  return reachable(windowed(container, Math.ceil(rows / ROWS_IN_A_WINDOW), build, 900));
}

/**
 * The verse or page of a row, where it is not that of the row before.
 * @param {Witness} witness
 * @param {number} r
 */
function newPlace(witness, r) {
  /** @param {number} k */
  const names = (k) => witness.where(witness.starts[witness.before(rowStarts()[k])]).filter(Boolean).join(", ");
  const here = names(r);
  if (!here || (r && names(r - 1) === here)) return "";
  return make("p", { class: "where" }, make("a", { href: address({ at: rowStarts()[r] }) }, here));
}

/**
 * Links to the images whose text begins in a row; in the first row, to all that it needs.
 * @param {Witness} witness
 * @param {number} r
 */
function imagesBeside(witness, r) {
  const from = witness.starts[witness.before(rowBounds(r)[0])] ?? 0,
    [, to] = textBounds(witness, r);
  const here = (witness.about.images ?? []).filter(([at]) => (r === 0 || at >= from) && at < to);
  if (!here.length) return "";
  const links = imageLinks(witness, here.map((image) => image[2]));
  return make("p", { class: "images aside" }, listed(links));
}

/**
 * The numbers of the rows in a window.
 * @param {number} k
 * @param {number} rows
 */
const rowsIn = (k, rows) =>
  Array.from({ length: Math.min(ROWS_IN_A_WINDOW, rows - k * ROWS_IN_A_WINDOW) }, (_, i) => k * ROWS_IN_A_WINDOW + i);

/**
 * The entries of a row.
 * @param {number} r
 * @param {Map<View, [number, string][]>} silences those that are named at each entry
 */
function notes(r, silences) {
  const [start, stop] = rowBounds(r);
  const last = r + 1 === rowStarts().length;
  /** @param {Entry} entry */
  const home = ({ start: column, between }) => (between ? column - 1 : column);
  const found = entriesNear(start, stop)
    .filter((e) => !e.told)
    .filter((e) => (home(e) >= start || r === 0) && (home(e) < stop || last))
    .flatMap((e) => byEntry.get(e.n) ?? []);
  if (!found.length) return "";
  return make(
    "ol",
    { class: "notes", "aria-label": "apparatus" },
    found.map((view) => {
      const { n } = view.entry;
      return make(
        "li",
        { "data-n": n, class: n === choice.entry ? "lit" : null },
        make("a", { class: "n", href: address({ entry: n, view: "text" }), "aria-label": `entry ${n}` }, String(n)),
        " ",
        cited(view, silences.get(view)),
      );
    }),
  );
}

/** @param {HTMLElement} container */
export function showParallel(container) {
  const leader = leading(),
    witnesses = shownWitnesses(),
    rows = rowStarts().length;
  container.append(
    make("h2", {}, "The witnesses, side by side"),
    make(
      "p",
      { class: "aside" },
      "Each row is a paragraph of ",
      leader ? siglum(leader) : "no witness",
      "; a marked word links to its entry.",
    ),
    make("p", {}, toggle("labels", "name the kinds in the text")),
  );
  const isPlaced = leader?.about.places.length > 0;
  const table = make(
    "div",
    { class: `parallel${choice.labels ? " labelled" : ""}${isPlaced ? " placed" : ""}`, role: "table", "aria-label": "The witnesses, side by side" },
    make(
      "div",
      { class: "row head", role: "row" },
      make("span", { class: "at", role: "columnheader" }, "place"),
      witnesses.map((x) => make("span", { role: "columnheader", ...described(x) }, siglum(x))),
    ),
  );
  /** @param {number} k */
  const build = (k) => rowsIn(k, rows).map((r) => parallelRow(r, leader, witnesses));
  const windows = windowed(table, Math.ceil(rows / ROWS_IN_A_WINDOW), build, 600);
  container.append(table);
  return reachable(windows);
}

/**
 * @param {number} r
 * @param {Witness} leader
 * @param {Witness[]} witnesses
 */
function parallelRow(r, leader, witnesses) {
  const column = rowStarts()[r];
  return make(
    "div",
    { class: "row", role: "row", id: `p${r + 1}` },
    make(
      "span",
      { class: "at", role: "rowheader" },
      make("a", { href: address({ view: "parallel", at: column }) }, placeOfColumn(leader, column)),
    ),
    witnesses.map((x) => {
      const silent = silentIn(x, r);
      return make(
        "div",
        { class: silent ? "cell silent" : "cell", role: "cell" },
        make("span", { class: "whose" }, siglum(x)),
        make("div", { class: "text", dir: "auto", "data-w": x.w, ...LANGUAGE }, pieces(x, r)),
        silent,
      );
    }),
  );
}

/**
 * Why a witness has no words in a row.
 * @param {Witness} witness
 * @param {number} r
 */
function silentIn(witness, r) {
  const [start, stop] = rowBounds(r);
  if (witness.before(start) < witness.before(stop) || start === stop) return "";
  return make("span", { class: "aside" }, witness.silence(start) || "om.");
}

/**
 * How to reach an entry or a column in texts that are drawn in windows.
 * @param {Windows} windows
 */
function reachable(windows) {
  /** @param {number} column */
  const show = (column) => windows.fill(Math.floor(rowOf(column) / ROWS_IN_A_WINDOW));
  /** @param {number} column */
  const reachColumn = (column) => find(`#p${rowOf(column) + 1}`, show(column));
  return {
    ...windows,
    reachColumn,
    /** @param {number} n */
    reach: (n) => {
      const { start = 0, between = false } = BY_NUMBER.get(n) ?? {},
        column = between ? Math.max(0, start - 1) : start;
      return find(`.text a[data-n="${n}"]`, show(column)) ?? reachColumn(column);
    },
  };
}
