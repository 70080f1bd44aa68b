// What stands around an entry in the text that is read.

import { baseWitness } from "./choice.js";
import { WITNESSES } from "./record.js";
import { onOneLine, visible } from "./text.js";

/** @import { View } from "./choice.js" */
/** @import { Witness } from "./record.js" */

const NEIGHBOURS = 6; // words of context on each side of a lemma, as in every other format

/**
 * The witness from which the lemma is taken; of a majority, one that is shown, if it has the lemma.
 * @param {View} view
 */
export function speaking({ entry, groups, lemma }) {
  const base = baseWitness();
  return base && groups[lemma].includes(base.w) ? base : WITNESSES[groups[lemma][0] ?? entry.groups[lemma][0]];
}

/**
 * The words around an entry in the text that is read, and its line there.
 * @param {View} view
 */
export function around(view) {
  const speaker = view.lemma >= 0 ? speaking(view) : WITNESSES[view.groups[view.here[0]][0]];
  const { entry } = view,
    first = speaker.before(entry.start),
    last = speaker.before(entry.stop);
  const [start, end] = entry.span(speaker.w);
  const from = speaker.starts[Math.max(0, first - NEIGHBOURS)] ?? 0,
    to = speaker.ends[Math.min(last + NEIGHBOURS, speaker.size) - 1] ?? end;
  const before = onOneLine(speaker.text.slice(Math.min(from, start), start)),
    after = onOneLine(speaker.text.slice(end, Math.max(to, end)));
  return { speaker, first, last, line: speaker.line(start), file: speaker.file(start), before, after };
}

/**
 * How often the lemma, or the tokens that are cited for it, occurs in its line up to here.
 * @param {View} view
 * @param {{ low: number, high: number } | null} cited
 */
export function occurrence(view, cited = null) {
  const { speaker, ...at } = around(view);
  const first = cited?.low ?? at.first,
    last = cited?.high ?? at.last,
    line = cited ? speaker.line(speaker.starts[first]) : at.line;
  if (first === last) return 1;
  const lemma = speaker.words(first, last);
  let count = 1;
  for (let i = first - 1; i >= 0 && speaker.line(speaker.starts[i]) === line; i--) {
    if (
      i + last - first <= speaker.size &&
      speaker.word(i) === speaker.word(first) &&
      speaker.words(i, i + last - first) === lemma
    )
      count++;
  }
  return count;
}

/**
 * Where a character of a witness is: its verse or section, page and line.
 * @param {Witness} witness
 * @param {number} at
 */
export function placeAt(witness, at) {
  const file = witness.file(at);
  return [...witness.where(at), `${file ? `${visible(file)} ` : ""}l. ${witness.line(at)}`].filter(Boolean).join(", ");
}

/**
 * Where a witness is in a column, or before it if it has no words there.
 * @param {Witness} witness
 * @param {number} column
 */
export const placeOfColumn = (witness, column) =>
  witness.size ? placeAt(witness, witness.starts[Math.min(witness.size - 1, witness.before(column))]) : "";

/**
 * Where an entry is, as it is cited.
 * @param {View} view
 */
export function place(view) {
  const { speaker, line, file } = around(view);
  const [own, ofBook] = view.entry.where(speaker.w);
  // The verse of another witness is the verse of the work; the page of another one says nothing about this one.
  const extant = own ? [] : view.groups.flat().sort((a, b) => a - b);
  const ofWork = own || extant.map((w) => view.entry.where(w)[0]).find(Boolean);
  const siglum = view.lemma >= 0 ? "" : `${speaker.siglum} `;
  const ofWitness = [ofBook, file ? `${visible(file)} l. ${line}` : `l. ${line}`].filter(Boolean).join(", ");
  return [ofWork, siglum + ofWitness].filter(Boolean).join(", ");
}
