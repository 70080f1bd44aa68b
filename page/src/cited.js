// The words by which an entry is cited: a punctuation mark with the word that it touches, as in `rendering/cited_words.py`.

import { speaking } from "./around.js";
import { WITNESSES } from "./record.js";
import { onOneLine } from "./text.js";

/** @import { View } from "./choice.js" */
/** @import { Entry, Witness } from "./record.js" */
/**
 * A mark with its word: the text of both, the word with the space between, its column, and tokens [low, high).
 * @typedef {{ text: string, word: string, column: number, low: number, high: number }} WithWord
 */

const MOST_MARKS = 4; // between a mark and its word
/** @param {string} text */
const hasLetters = (text) => /[\p{L}\p{N}]/u.test(text);
/** @param {string} text */
const spaced = (text) => /\s/u.test(text);

/** @param {View} view */
function isAboutMarks({ entry, groups, here }) {
  return !entry.between && !here.some((g) => hasLetters(entry.text(groups[g][0])));
}

/**
 * The nearest word before or after token i, if nothing but a few marks is between; -1 if there is none.
 * @param {Witness} witness
 * @param {number} i
 * @param {1 | -1} step
 */
function wordBeside(witness, i, step) {
  for (let k = 1; k <= MOST_MARKS + 1; k++) {
    const at = i + step * k;
    if (at < 0 || at >= witness.size) return -1;
    const word = witness.word(at);
    if (/^\[(\.\.\.|…)\]$/u.test(word) || witness.labels.has(witness.starts[at])) return -1;
    if (hasLetters(word)) return at;
  }
  return -1;
}

/**
 * @param {Entry} entry
 * @param {number} w
 */
function belongsToWordBefore(entry, w) {
  const witness = WITNESSES[w],
    first = witness.before(entry.start),
    last = witness.before(entry.stop);
  const before = wordBeside(witness, first, -1),
    after = wordBeside(witness, last - 1, 1);
  if (before < 0 || after < 0) return before >= 0;
  const spaceBefore = witness.text.slice(witness.ends[before], witness.starts[first]);
  if (!spaced(spaceBefore)) return true;
  return spaced(witness.text.slice(witness.ends[last - 1], witness.starts[after])) && !/[\r\n]/.test(spaceBefore);
}

/**
 * A mark, or the place where it is missing, with the word beside it.
 * @param {Entry} entry
 * @param {number} w
 * @param {boolean} isBefore
 * @returns {WithWord | null}
 */
function withWord(entry, w, isBefore) {
  const witness = WITNESSES[w],
    first = witness.before(entry.start),
    last = witness.before(entry.stop);
  const beside = isBefore ? wordBeside(witness, first, -1) : wordBeside(witness, last - 1, 1);
  if (beside < 0) return null;
  const [low, high] = isBefore ? [beside, last] : [first, beside + 1];
  const [start, end] = [witness.starts[low], witness.ends[high - 1]];
  const [from, to] = entry.span(w);
  let word = onOneLine(isBefore ? witness.text.slice(start, from) : witness.text.slice(to, end));
  if (first === last) word = word.trim();
  return { text: onOneLine(witness.text.slice(start, end)).trim(), word, column: witness.column[beside], low, high };
}

/**
 * @param {string} word
 * @param {string} other
 */
function areAlike(word, other) {
  const [a, b] = [[...word.trim().toLowerCase()], [...other.trim().toLowerCase()]];
  /** @type {(x: string[], y: string[]) => number} */
  const shared = (x, y) => {
    let k = 0;
    while (k < x.length && k < y.length && x[k] === y[k]) k++;
    return k;
  };
  return 2 * Math.max(shared(a, b), shared([...a].reverse(), [...b].reverse())) >= Math.max(a.length, b.length);
}

/**
 * The lemma and each reading with their word, or null where the entry is not about marks or no word is beside them.
 * @param {View} view
 */
export function citedWithWord(view) {
  if (!isAboutMarks(view)) return null;
  const { entry, groups, here, lemma } = view;
  /** @param {number} g */
  const witnessOf = (g) => (g === lemma ? speaking(view).w : groups[g][0]);
  const order = lemma >= 0 ? [lemma, ...here.filter((g) => g !== lemma)] : here;
  const written = order.find((g) => entry.text(witnessOf(g)));
  if (written === undefined) return null;
  const isBefore = belongsToWordBefore(entry, witnessOf(written));
  const first = withWord(entry, witnessOf(order[0]), isBefore);
  if (!first) return null;
  /** @type {Map<number, string>} */
  const readings = new Map();
  for (const g of order.slice(lemma >= 0 ? 1 : 0)) {
    if (view.readings.find((r) => r.group === g)?.variation?.kind === "transposition") continue;
    const alike = groups[g]
      .flatMap((w) => withWord(entry, w, isBefore) ?? [])
      .filter((c) => c.column === first.column && areAlike(c.word, first.word));
    const nearest = alike.find((c) => c.word.trim() === first.word.trim()) ?? alike[0];
    if (nearest) readings.set(g, nearest.text);
  }
  if (lemma >= 0 && !readings.size && !entry.text(witnessOf(lemma))) return null;
  return { first, isBefore, readings };
}
