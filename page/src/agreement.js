// Who agrees with whom, and which witnesses are nearest to one another.

import { current, isOfChosenKind, views } from "./choice.js";
import { ANY_BASE, ENTRIES, HIDDEN, record, UNKNOWN, VARIATIONS } from "./record.js";

/** @import { Entry, Witness } from "./record.js" */
/** @typedef {{ compared: number[][], differ: number[][] }} Agreement */
/** @typedef {{ members: number[], height: number, name: string, parts: Group[] }} Group */

/** @param {number} n */
const zeros = (n) => Array.from({ length: n }, () => new Array(n).fill(0));

/**
 * Whether two readings of an entry differ in a chosen kind.
 * @param {Entry} entry
 * @param {number} i
 * @param {number} j
 */
function differ(entry, i, j) {
  const number = i === j ? HIDDEN : entry.variation(i, j);
  return number === UNKNOWN || (number !== HIDDEN && isOfChosenKind(VARIATIONS[number]));
}

/**
 * In how many of the entries shown two witnesses are both extant, and in how many of these they differ in a chosen kind.
 * @param {Witness[]} witnesses
 * @returns {Agreement}
 */
export function agreementOfEntries(witnesses) {
  const at = new Map(witnesses.map((x, k) => [x.w, k]));
  const counted = { compared: zeros(witnesses.length), differ: zeros(witnesses.length) };
  for (const { entry, groups } of current) {
    groups.forEach((group, i) =>
      groups.forEach((other, j) => {
        const isDifferent = differ(entry, i, j);
        for (const a of group)
          for (const b of other) {
            const [k, m] = [at.get(a), at.get(b)];
            if (k === undefined || m === undefined) continue;
            counted.compared[k][m]++;
            if (isDifferent) counted.differ[k][m]++;
          }
      }),
    );
  }
  return counted;
}

/** @type {WeakMap<Witness, Uint8Array>} */
const known = new WeakMap();
const IS_EXTANT = 1;
const HAS_WORD = 3;
/**
 * For each column whether a witness is extant in it, and has a word in it.
 * @param {Witness} witness
 */
function columnsOf(witness) {
  const found = known.get(witness) ?? new Uint8Array(record.columns).fill(IS_EXTANT);
  if (known.has(witness)) return found;
  for (const [start, stop] of witness.about.silent) found.fill(0, start, stop);
  for (const column of witness.column) found[column] = HAS_WORD;
  known.set(witness, found);
  return found;
}

/**
 * In how many columns in [start, stop) two witnesses are both extant and at least one of them has a word.
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 */
function countWords(one, other, start = 0, stop = one.length) {
  let count = 0;
  for (let c = start; c < stop; c++) if (one[c] && other[c] && (one[c] | other[c]) === HAS_WORD) count++;
  return count;
}

/**
 * The entries at which two witnesses may differ. They do not depend on the base: a reading may differ from another one
 * in a chosen kind and not from the lemma. Where all readings were compared with one base only, they are those shown.
 */
const comparable = () => (ANY_BASE ? ENTRIES : views.filter(({ shown }) => shown.length).map(({ entry }) => entry));

/**
 * How many words two witnesses have where both are extant, and how many of these differ in a chosen kind, whatever is
 * searched for. White space is no word.
 * @param {Witness[]} witnesses
 * @returns {Agreement}
 */
export function agreementOfWords(witnesses) {
  const columns = witnesses.map(columnsOf);
  const compared = columns.map((one) => columns.map((other) => countWords(one, other)));
  const counted = { compared, differ: zeros(witnesses.length) };
  for (const entry of comparable()) {
    if (entry.between) continue;
    const group = witnesses.map((x) => entry.groups.findIndex((members) => members.includes(x.w)));
    for (let k = 0; k < witnesses.length; k++)
      for (let m = 0; m < k; m++) {
        if (group[k] < 0 || group[m] < 0 || group[k] === group[m]) continue;
        if (!differ(entry, group[k], group[m]) && !differ(entry, group[m], group[k])) continue;
        const words = countWords(columns[k], columns[m], entry.start, entry.stop);
        counted.differ[k][m] += words;
        counted.differ[m][k] += words;
      }
  }
  return counted;
}

/**
 * A share in per cent; what is not all is not rounded to all, nor what is more than nothing to nothing.
 * @param {number} part
 * @param {number} whole
 */
export function percent(part, whole) {
  if (!whole) return "–";
  const share = (100 * part) / whole;
  if (part === whole || !part) return `${share} %`;
  const shown = Math.min(99.9, Math.max(0.1, Math.round(10 * share) / 10));
  return `${share >= 10 && share < 95 ? Math.round(share) : shown} %`;
}

/**
 * Average linkage (Sokal and Michener 1958): the two nearest groups are joined, again and again.
 * @param {string[]} names
 * @param {Agreement} counted
 * @returns {Group}
 */
export function linkage(names, { compared, differ: different }) {
  /** @type {Group[]} */
  let groups = names.map((name, k) => ({ members: [k], height: 0, name, parts: [] }));
  /** @type {(a: Group, b: Group) => number} */
  const distance = (a, b) => {
    let sum = 0,
      count = 0;
    for (const i of a.members)
      for (const j of b.members)
        if (compared[i][j]) {
          sum += different[i][j] / compared[i][j];
          count++;
        }
    return count ? sum / count : 1;
  };
  while (groups.length > 1) {
    let best = [0, 1, Infinity];
    for (let i = 0; i < groups.length; i++)
      for (let j = i + 1; j < groups.length; j++) {
        const far = distance(groups[i], groups[j]);
        if (far < best[2] - 1e-12) best = [i, j, far];
      }
    const [i, j, height] = best,
      parts = [groups[i], groups[j]];
    const members = parts.flatMap((part) => part.members);
    groups = [...groups.filter((_, k) => k !== i && k !== j), { members, height, name: "", parts }];
  }
  return groups[0];
}
