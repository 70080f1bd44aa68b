// The text with its apparatus, and the witnesses side by side.

import { address } from "./address.js";
import { byEntry, choice, leading, shownWitnesses } from "./choice.js";
import { cited, imageLinks, listed } from "./cite.js";
import { find, make } from "./element.js";
import { toggle } from "./entries.js";
import { pieces, rowBounds, rowOf, rowStarts, textBounds } from "./marks.js";
import { BY_NUMBER, entriesNear, LANGUAGE } from "./record.js";
import { windowed } from "./windows.js";

/** @import { Entry, Witness } from "./record.js" */
/** @import { Windows } from "./windows.js" */

const ROWS_IN_A_WINDOW = 4;

/** @param {HTMLElement} container */
export function showText(container) {
  const leader = leading();
  container.append(
    make("h2", {}, "Text of ", make("bdi", { class: "siglum" }, leader?.siglum ?? "no witness"), " with its apparatus"),
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
  const rows = rowStarts().length;
  /** @param {number} k */
  const build = (k) =>
    rowsIn(k, rows).map((r) =>
      make(
        "section",
        { class: "paragraph", id: `p${r + 1}` },
        make("div", { class: "text", dir: "auto", "data-w": leader.w, ...LANGUAGE }, pieces(leader, r)),
        imagesBeside(leader, r),
        notes(r),
      ),
    );
  return reachable(windowed(container, Math.ceil(rows / ROWS_IN_A_WINDOW), build, 900));
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
 */
function notes(r) {
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
        cited(view),
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
      make("bdi", { class: "siglum" }, leader?.siglum ?? "no witness"),
      "; a marked word links to its entry.",
    ),
    make("p", {}, toggle("labels", "name the kinds in the text")),
  );
  const table = make(
    "div",
    { class: choice.labels ? "parallel labelled" : "parallel", role: "table", "aria-label": "The witnesses, side by side" },
    make(
      "div",
      { class: "row head", role: "row" },
      make("span", { class: "at", role: "columnheader" }, "line"),
      witnesses.map((x) => make("span", { role: "columnheader" }, make("bdi", { class: "siglum" }, x.siglum))),
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
  const line = String(leader.line(leader.starts[leader.before(column)]));
  return make(
    "div",
    { class: "row", role: "row", id: `p${r + 1}` },
    make(
      "span",
      { class: "at", role: "rowheader" },
      make("a", { href: address({ view: "parallel", at: column }) }, line),
    ),
    witnesses.map((x) =>
      make(
        "div",
        { class: "cell", role: "cell" },
        make("span", { class: "whose" }, make("bdi", { class: "siglum" }, x.siglum)),
        make("div", { class: "text", dir: "auto", "data-w": x.w, ...LANGUAGE }, pieces(x, r)),
        silentIn(x, r),
      ),
    ),
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
