// The alignment as a table: its columns with variants, or all.

import { address } from "./address.js";
import { placeOfColumn } from "./around.js";
import { byEntry, choice, leading, shownWitnesses } from "./choice.js";
import { find, make } from "./element.js";
import { toggle } from "./entries.js";
import { marked } from "./marks.js";
import { BY_NUMBER, entriesNear, LANGUAGE, record, styleOf } from "./record.js";
import { described, siglum } from "./sigla.js";
import { directionOf, lowerBound, visible } from "./text.js";
import { windowed } from "./windows.js";

/** @import { View } from "./choice.js" */
/** @import { Witness } from "./record.js" */
/** @typedef {{ column: number, left: number }} Place a column, and how many are left out before it */

const ACROSS = 12; // columns of the alignment in a block
const BLOCKS_IN_A_WINDOW = 12;
const LONG = 24; // columns: of a longer entry the middle is left out
const ENDS = 8; // columns of a long entry that are shown at either end
/** @type {Record<string, string>} */
const SILENCES = { lacuna: "lac.", absent: "abs.", illegible: "illeg." };

/**
 * The short forms in the cells of witnesses that are not extant, each once, with what it means.
 * @param {Witness[]} witnesses
 * @returns {[string, string][]}
 */
export const silencesOf = (witnesses) =>
  [...new Set(witnesses.flatMap(({ about }) => about.silent.map(([, , why]) => why)))]
    .sort()
    .map((why) => [SILENCES[why] ?? why, why]);

/** The columns of the entries that are shown, with one column on either side. */
export function columnsWithVariants() {
  const kept = new Set();
  /** @type {(start: number, stop: number) => void} */
  const keep = (start, stop) => {
    for (let c = Math.max(0, start); c < Math.min(record.columns, stop); c++) kept.add(c);
  };
  for (const { entry } of byEntry.values()) {
    const { between, start, stop } = entry;
    if (between) continue; // white space is in no column
    if (stop - start <= LONG) keep(start - 1, stop + 1);
    else {
      keep(start - 1, start + ENDS);
      keep(stop - ENDS, stop + 1);
    }
  }
  return [...kept].sort((a, b) => a - b);
}

/** @param {HTMLElement} container */
export function showTable(container) {
  const witnesses = shownWitnesses();
  const columns = choice.variants ? columnsWithVariants() : Array.from({ length: record.columns }, (_, c) => c);
  container.append(
    make("h2", {}, "Alignment"),
    make(
      "p",
      { class: "aside" },
      "Each column holds words that are aligned, each row a witness. ",
      make("span", { class: "gap" }, "–"),
      " a witness that has no words there",
      silencesOf(witnesses).flatMap(([short, why]) => [
        "; ",
        make("span", { class: "silence" }, short),
        ` one that is not extant there (${why})`,
      ]),
      choice.variants ? "; … words that are left out because all that is chosen is the same in them." : ".",
    ),
    make("p", {}, toggle("variants", "variants only")),
  );
  if (!columns.length) container.append(make("p", {}, "There is no word to show."));
  const places = columns.map((column, k) => ({ column, left: column - (k ? columns[k - 1] + 1 : 0) }));
  const blocks = Math.ceil(columns.length / ACROSS);
  const windows = windowed(
    container,
    Math.ceil(blocks / BLOCKS_IN_A_WINDOW),
    (k) => {
      const found = [];
      for (let b = k * BLOCKS_IN_A_WINDOW; b < Math.min(blocks, (k + 1) * BLOCKS_IN_A_WINDOW); b++)
        found.push(block(places.slice(b * ACROSS, (b + 1) * ACROSS), witnesses));
      return found;
    },
    BLOCKS_IN_A_WINDOW * (witnesses.length + 2) * 28,
  );
  /** @param {number} column */
  const reachColumn = (column) => {
    if (!columns.length) return null;
    const k = Math.min(columns.length - 1, lowerBound(columns, column));
    return find(`[data-column="${columns[k]}"]`, windows.fill(Math.floor(k / ACROSS / BLOCKS_IN_A_WINDOW)));
  };
  return {
    ...windows,
    reachColumn,
    /** @param {number} n */
    reach: (n) => {
      const { start = 0, between = false } = BY_NUMBER.get(n) ?? {};
      return reachColumn(Math.max(0, start - (between ? 1 : 0)));
    },
  };
}

/**
 * @param {Place[]} places
 * @param {Witness[]} witnesses
 */
function block(places, witnesses) {
  const start = places[0].column,
    stop = places[places.length - 1].column + 1;
  const views = entriesNear(start, stop)
    .flatMap((entry) => byEntry.get(entry.n) ?? [])
    .filter((view) => !view.entry.between);
  /** @param {number} column */
  const at = (column) => views.find(({ entry }) => entry.start <= column && column < entry.stop);
  const isFirstShown = new Set(
    views.map(({ entry }) => places.find(({ column }) => column >= entry.start)?.column ?? -1),
  );
  const head = make(
    "tr",
    {},
    make("td", {}),
    places.flatMap(({ column, left }) => [
      left ? make("th", { scope: "col", class: "left" }, leftOut(left)) : null,
      heading(column, at(column), isFirstShown.has(column)),
    ]),
  );
  const body = witnesses.map((x) =>
    make(
      "tr",
      {},
      make("th", { scope: "row", ...described(x) }, siglum(x)),
      places.flatMap(({ column, left }) => [
        left ? make("td", { class: "left" }, "…") : null,
        cell(x, column, at(column)),
      ]),
    ),
  );
  const where = placeOfColumn(leading(), start);
  return make(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": `from ${where}` },
    make(
      "table",
      { class: "alignment", dir: directionOf(leading().text) },
      make("caption", {}, where),
      make("thead", {}, head),
      make("tbody", {}, body),
    ),
  );
}

/**
 * A sign for columns that are left out, which says how many.
 * @param {number} count
 */
const leftOut = (count) => {
  const says = `${count} ${count === 1 ? "column" : "columns"} left out`;
  return make("span", { role: "img", title: says, "aria-label": says }, "…");
};

/**
 * @param {number} column
 * @param {View | undefined} view
 * @param {boolean} isFirst whether it is the first column of the entry in this block
 */
function heading(column, view, isFirst) {
  const n = view?.entry.toldBy;
  return make(
    "th",
    { scope: "col", "data-column": column, class: n && n === choice.entry ? "lit" : null },
    n && isFirst
      ? make("a", { href: address({ entry: n, view: "table" }), "data-n": n }, String(n))
      : make("span", { class: "aside" }, n ? String(n) : "·"),
  );
}

/**
 * @param {Witness} witness
 * @param {number} column
 * @param {View | undefined} view
 */
function cell(witness, column, view) {
  const i = witness.before(column);
  if (witness.column[i] !== column) {
    const silence = witness.silence(column);
    return make("td", { class: silence ? "silence" : "gap" }, silence ? (SILENCES[silence] ?? silence) : "–");
  }
  const mark = view && marked(view, witness.w);
  return make(
    "td",
    {},
    make(
      "bdi",
      { ...LANGUAGE, class: mark ? `k ${styleOf(mark.kind)}` : null, title: mark ? `${mark.n} ${mark.kind}` : null },
      visible(witness.word(i)),
    ),
  );
}
