// The alignment as a table.

import { address } from "./address.js";
import { byEntry, choice, shownWitnesses } from "./choice.js";
import { find, make } from "./element.js";
import { marked } from "./marks.js";
import { BY_NUMBER, entriesNear, LANGUAGE, record, styleOf } from "./record.js";
import { visible } from "./text.js";
import { windowed } from "./windows.js";

/** @import { View } from "./choice.js" */
/** @import { Witness } from "./record.js" */

const ACROSS = 12; // columns of the alignment in a block
const BLOCKS_IN_A_WINDOW = 12;
/** @type {Record<string, string>} */
const SILENCES = { lacuna: "lac.", absent: "abs.", illegible: "illeg." };

/** @param {HTMLElement} container */
export function showTable(container) {
  const witnesses = shownWitnesses();
  container.append(
    make("h2", {}, "Alignment"),
    make(
      "p",
      { class: "aside" },
      "Each column holds words that are aligned, each row a witness. ",
      make("span", { class: "gap" }, "–"),
      " a witness that has no words there; ",
      make("span", { class: "silence" }, "lac."),
      " one that is not extant there.",
    ),
  );
  const blocks = Math.ceil(record.columns / ACROSS);
  const windows = windowed(
    container,
    Math.ceil(blocks / BLOCKS_IN_A_WINDOW),
    (k) => {
      const found = [];
      for (let b = k * BLOCKS_IN_A_WINDOW; b < Math.min(blocks, (k + 1) * BLOCKS_IN_A_WINDOW); b++)
        found.push(block(b * ACROSS, Math.min(record.columns, (b + 1) * ACROSS), witnesses));
      return found;
    },
    BLOCKS_IN_A_WINDOW * (witnesses.length + 2) * 28,
  );
  /** @param {number} column */
  const reachColumn = (column) =>
    find(`[data-column="${column}"]`, windows.fill(Math.floor(column / ACROSS / BLOCKS_IN_A_WINDOW)));
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
 * @param {number} start
 * @param {number} stop
 * @param {Witness[]} witnesses
 */
function block(start, stop, witnesses) {
  const views = entriesNear(start, stop)
    .flatMap((entry) => byEntry.get(entry.n) ?? [])
    .filter((view) => !view.entry.between);
  /** @param {number} column */
  const at = (column) => views.find(({ entry }) => entry.start <= column && column < entry.stop);
  const columns = Array.from({ length: stop - start }, (_, k) => start + k);
  const head = make(
    "tr",
    {},
    make("td", {}),
    columns.map((c) => heading(c, at(c))),
  );
  const body = witnesses.map((x) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, make("bdi", { class: "siglum" }, x.siglum)),
      columns.map((c) => cell(x, c, at(c))),
    ),
  );
  return make(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": `columns ${start + 1} to ${stop}` },
    make("table", { class: "alignment" }, make("thead", {}, head), make("tbody", {}, body)),
  );
}

/**
 * @param {number} column
 * @param {View | undefined} view
 */
function heading(column, view) {
  const n = view?.entry.toldBy;
  return make(
    "th",
    { scope: "col", "data-column": column, class: n && n === choice.entry ? "lit" : null },
    n && view.entry.start === column
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
