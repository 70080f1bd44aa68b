// Who agrees with whom, and which witnesses are nearest to one another.

import { choice, current } from "./choice.js";
import { HIDDEN, UNKNOWN, VARIATIONS } from "./record.js";

/** @import { Witness } from "./record.js" */
/** @typedef {{ compared: number[][], differ: number[][] }} Agreement */
/** @typedef {{ members: number[], height: number, name: string, parts: Group[] }} Group */

/**
 * In how many of the entries shown two witnesses are both extant, and in how many of these they differ in a chosen kind.
 * @param {Witness[]} witnesses
 * @returns {Agreement}
 */
export function agreement(witnesses) {
  const n = witnesses.length,
    at = new Map(witnesses.map((x, k) => [x.w, k]));
  const compared = Array.from({ length: n }, () => new Array(n).fill(0)),
    differ = Array.from({ length: n }, () => new Array(n).fill(0));
  for (const { entry, groups } of current) {
    groups.forEach((group, i) =>
      groups.forEach((other, j) => {
        const number = i === j ? HIDDEN : entry.variation(i, j);
        const differs = number === UNKNOWN || (number !== HIDDEN && choice.kinds.has(VARIATIONS[number].kind));
        for (const a of group)
          for (const b of other) {
            const [k, m] = [at.get(a), at.get(b)];
            if (k === undefined || m === undefined) continue;
            compared[k][m]++;
            if (differs) differ[k][m]++;
          }
      }),
    );
  }
  return { compared, differ };
}

/**
 * Average linkage (Sokal and Michener 1958): the two nearest groups are joined, again and again.
 * @param {string[]} names
 * @param {Agreement} counted
 * @returns {Group}
 */
export function linkage(names, { compared, differ }) {
  /** @type {Group[]} */
  let groups = names.map((name, k) => ({ members: [k], height: 0, name, parts: [] }));
  /** @type {(a: Group, b: Group) => number} */
  const distance = (a, b) => {
    let sum = 0,
      count = 0;
    for (const i of a.members)
      for (const j of b.members)
        if (compared[i][j]) {
          sum += differ[i][j] / compared[i][j];
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
