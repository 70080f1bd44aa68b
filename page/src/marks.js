// The texts, cut at the paragraphs of the one that is read, with a mark at every entry that is shown.

import { address } from "./address.js";
import { byEntry, choice, heaviest, kindOf, leading } from "./choice.js";
import { make } from "./element.js";
import { entriesNear, record, styleOf } from "./record.js";
import { lowerBound, visible } from "./text.js";

/** @import { View } from "./choice.js" */
/** @import { Witness } from "./record.js" */
/** @typedef {{ n: number, start: number, end: number, kind: string, between: boolean, column: number }} Mark */

const LONGEST_ROW = 600; // tokens: a longer paragraph is cut, at the end of a line if there is one

/**
 * Columns at which the paragraphs of the leading witness begin; where it has none, its lines.
 * @param {Witness} leader
 */
function rowColumns(leader) {
  /** @param {number} i */
  const breaks = (i) => (leader.text.slice(leader.end(i), leader.starts[i]).match(/\r\n|\n|\r/g) ?? []).length;
  const counted = Int32Array.from({ length: leader.size }, (_, i) => (i ? breaks(i) : 0));
  const least = counted.some((n) => n > 1) ? 2 : 1;
  const starts = [0];
  for (let i = 1, size = 1; i < leader.size; i++, size++) {
    const isLong = size >= LONGEST_ROW && (counted[i] > 0 || size >= 2 * LONGEST_ROW);
    if (counted[i] >= least || isLong) {
      starts.push(leader.column[i]);
      size = 0;
    }
  }
  return starts;
}

/** @type {Witness | null} */
let rowsOf = null;
/** @type {number[]} */
let rows = [];
export function rowStarts() {
  const leader = leading();
  if (leader && rowsOf !== leader) {
    rowsOf = leader;
    rows = rowColumns(leader);
  }
  return leader ? rows : [];
}
/** @param {number} column */
export const rowOf = (column) => Math.max(0, lowerBound(rowStarts(), column + 1) - 1);
/**
 * @param {number} r
 * @returns {[number, number]}
 */
export const rowBounds = (r) => [rowStarts()[r], rowStarts()[r + 1] ?? record.columns];

/**
 * Where a witness's text beside a row begins and ends.
 * @param {Witness} witness
 * @param {number} r
 * @returns {[number, number]}
 */
export function textBounds(witness, r) {
  const [start, stop] = rowBounds(r);
  return [
    r === 0 ? 0 : witness.starts[witness.before(start)],
    r + 1 === rowStarts().length ? witness.text.length : witness.starts[witness.before(stop)],
  ];
}

/**
 * A witness's text beside a row: verbatim, each entry's words a link to the entry.
 * @param {Witness} witness
 * @param {number} r
 */
export function pieces(witness, r) {
  const [start, stop] = rowBounds(r),
    [from, to] = textBounds(witness, r);
  const marks = entriesNear(start, stop)
    .flatMap((entry) => byEntry.get(entry.n) ?? [])
    .flatMap((view) => marked(view, witness.w) ?? [])
    .filter((mark) => inRow(mark, start, stop, from, to))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.n - b.n);
  /** @type {(string | Node)[]} */
  const nodes = [];
  let at = from;
  for (const mark of marks) {
    const begin = Math.max(mark.start, from),
      end = Math.min(mark.end, to);
    if (begin < at) continue; // no two entries share a word; if they did, the text would still be shown once
    nodes.push(witness.text.slice(at, begin), markElement(mark, witness, begin, end));
    at = end;
  }
  return [...nodes, witness.text.slice(at, to)];
}

/**
 * An empty place belongs to the row of its column; words to every row that they reach into.
 * @param {Mark} mark
 * @param {number} start
 * @param {number} stop
 * @param {number} from
 * @param {number} to
 */
function inRow(mark, start, stop, from, to) {
  if (mark.start < mark.end) return mark.start < to && mark.end > from;
  const column = mark.between ? mark.column - 1 : mark.column;
  return start <= column && column < stop && from <= mark.start && mark.start <= to;
}

/**
 * What of an entry is marked in the text of a witness.
 * @param {View} view
 * @param {number} w
 * @returns {Mark | null}
 */
export function marked(view, w) {
  const { entry } = view;
  const g = entry.groups.findIndex((group) => group.includes(w));
  if (g < 0) return null;
  const own = view.lemma >= 0 && g !== view.lemma ? view.shown.find((r) => r.group === g) : heaviest(view.shown);
  if (!own) return null;
  const [start, end] = entry.span(w);
  return { n: entry.toldBy, start, end, kind: kindOf(own), between: entry.between, column: entry.start };
}

/**
 * @param {Mark} mark
 * @param {Witness} witness
 * @param {number} begin
 * @param {number} end
 */
function markElement(mark, witness, begin, end) {
  const text = witness.text.slice(begin, end);
  const shape = begin === end ? " caret" : mark.between ? " space" : "";
  return make(
    "a",
    {
      class: `k ${styleOf(mark.kind)}${shape}`,
      href: address({ entry: mark.n, view: choice.view }),
      "data-n": mark.n,
      title: `${mark.n} ${mark.kind}`,
      "aria-label": begin === end ? `${mark.n}, ${mark.kind}, nothing here` : null,
      "data-sign": mark.between && begin < end ? visible(text) : null,
    },
    text,
  );
}
