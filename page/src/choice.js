// What the reader has chosen, and which readings are shown because of it.

import { BY_NUMBER, ENTRIES, HIDDEN, KINDS, PLACE_NAMES, record, UNKNOWN, VARIATIONS, WITNESSES } from "./record.js";
import { folded, visible } from "./text.js";

/** @import { Entry, Variation, Witness } from "./record.js" */
/**
 * How one reading differs from another.
 * @typedef {object} Reading
 * @property {number} from the group of the other
 * @property {number} group
 * @property {number[]} witnesses
 * @property {Variation | null} variation null where it was compared against another base
 */
/**
 * An entry against the chosen base.
 * @typedef {object} View
 * @property {Entry} entry
 * @property {number[][]} groups the witnesses that are shown, by reading
 * @property {number[]} here the groups that have some
 * @property {number} lemma the group of the lemma, or -1
 * @property {Reading[]} readings
 * @property {[number, string][]} silent
 * @property {Reading[]} shown those of a chosen kind
 * @property {string | null} words what a search looks at
 */

/** @typedef {{ name: string, significance: string, members: string[] }} ShownKind */

export const OCCURRING = KINDS.filter(({ name }) => VARIATIONS.some((v) => v.kind === name));
export const USUAL = OCCURRING.map(({ name }) => name).filter((name) => name !== "typography" && name !== PLACE_NAMES);

/** @type {ShownKind[]} */
const DIRECTED = OCCURRING.map(({ name, significance }) => ({ name, significance, members: [name] }));
/** @type {ShownKind[]} */
const UNDIRECTED = [];
for (const { name, significance, undirected } of OCCURRING) {
  const known = UNDIRECTED.find((kind) => kind.name === undirected);
  if (known) known.members.push(name);
  else UNDIRECTED.push({ name: undirected, significance, members: [name] });
}
const UNDIRECTED_NAME = new Map(UNDIRECTED.flatMap(({ name, members }) => members.map((member) => [member, name])));
/** The kinds as they are named: with no base, nothing was added or left out. */
export const shownKinds = () => (choice.base === "none" ? UNDIRECTED : DIRECTED);
/**
 * The name of a kind where neither of two readings is the lemma.
 * @param {string} kind
 */
export const undirectedName = (kind) => UNDIRECTED_NAME.get(kind) ?? kind;

export const choice = {
  view: "text",
  base: record.base,
  witnesses: new Set(WITNESSES.map((x) => x.w)),
  kinds: new Set(USUAL),
  query: "",
  grouped: false,
  reasons: false,
  labels: false,
  variants: true, // of the alignment, only columns with a variant
  /** @type {number | null} */
  at: null, // the column that is shown
  /** @type {number | null} */
  entry: null, // the number of the selected entry
};

export const baseWitness = () => WITNESSES.find((x) => x.siglum === choice.base) ?? null;
// The witness whose text is shown if there is no base: the first that is shown.
export const leading = () => baseWitness() ?? WITNESSES.find((x) => choice.witnesses.has(x.w)) ?? WITNESSES[0];
/** @param {number} w */
export const isShown = (w) => choice.witnesses.has(w) || WITNESSES[w].siglum === choice.base;
export const shownWitnesses = () => WITNESSES.filter((x) => isShown(x.w));
/** @param {Witness} witness */
export const handOf = ({ about: { isHandOf = "" } }) => isHandOf;

/**
 * A hand that agrees with its manuscript is not cited beside it, unless it is the base.
 * @param {number[]} group
 */
export const citedOnce = (group) =>
  group.filter((w) => !group.includes(WITNESSES[w].hand ?? -1) || WITNESSES[w].siglum === choice.base);
/** @param {number[]} group */
export const sigla = (group) => citedOnce(group).map((w) => WITNESSES[w].siglum);

/**
 * A hand that is silent as its manuscript is, or that says nothing where its manuscript has words, is not named.
 * @param {[number, string][]} silent
 */
const silentOnce = (silent) =>
  silent.filter(([w, why]) => {
    const { hand } = WITNESSES[w];
    return (
      hand === undefined || !isShown(hand) || !["absent", silent.find(([v]) => v === hand)?.[1]].includes(why)
    );
  });

/**
 * An entry against the chosen base: the group of the lemma, and the variations of the others.
 * @param {Entry} entry
 * @returns {View}
 */
export function seen(entry) {
  const groups = entry.groups.map((group) => group.filter(isShown));
  const here = groups.map((_, g) => g).filter((g) => groups[g].length);
  const lemma = lemmaGroup(groups, entry);
  /** @type {Reading[]} */
  const readings = [];
  const base = baseWitness()?.w ?? null;
  /** @type {(i: number, j: number) => void} */
  const add = (i, j) => {
    const number = entry.variation(i, j, base);
    if (number === UNKNOWN && lemma < 0 && entry.variation(j, i) >= 0) return add(j, i); // the pair in the other direction
    if (number === HIDDEN) return;
    const variation = number === UNKNOWN ? null : VARIATIONS[number];
    readings.push({ from: i, group: j, witnesses: groups[j], variation });
  };
  if (lemma >= 0) {
    for (const g of here) if (g !== lemma) add(lemma, g);
  } else {
    const ordered = entry.order.filter((g) => groups[g].length);
    ordered.forEach((i, k) => ordered.slice(k + 1).forEach((j) => add(i, j)));
  }
  const silent = silentOnce(entry.silent.filter(([w]) => isShown(w)));
  return { entry, groups, here, lemma, readings, silent, shown: [], words: null };
}

/**
 * The majority is that of all witnesses, also of those that are not shown.
 * @param {number[][]} groups
 * @param {Entry} entry
 */
function lemmaGroup(groups, entry) {
  if (choice.base === "none") return -1;
  if (choice.base === "majority") return entry.majority;
  return groups.findIndex((group) => group.some((w) => WITNESSES[w].siglum === choice.base));
}

// All entries as shown, computed again if base or witnesses change; the selected ones, after every change. The other
// place of a move is marked in the texts if the move is selected, but not listed or counted again.
/** @type {View[]} */
export let views = [];
/** @type {View[]} */
export let current = [];
/** @type {Map<number, View>} */
export let byEntry = new Map();
/** @type {Map<string, number>} */
export let counts = new Map();
/** @param {Reading} reading */
export const kindOf = ({ variation }) =>
  !variation ? "unknown" : choice.base === "none" ? undirectedName(variation.kind) : variation.kind;
/** @type {Set<string>} */
let chosenKinds = new Set(); // with the other direction, where there is none
/** @param {Variation} variation */
export const isOfChosenKind = (variation) => chosenKinds.has(variation.kind);
/** @param {Reading} reading */
const isChosen = ({ variation }) => !variation || isOfChosenKind(variation);

/**
 * @param {Reading[]} readings
 * @returns {Reading | null}
 */
export function heaviest(readings) {
  /** @type {Reading | null} */
  let best = null;
  for (const r of readings) if (!best || (r.variation?.weight ?? 0) > (best.variation?.weight ?? 0)) best = r;
  return best;
}

export function recomputeViews() {
  views = ENTRIES.map(seen).filter((view) => view.readings.length);
}

/** @param {View} view */
function searchable({ entry, groups, here, readings }) {
  const texts = here.map((g) => visible(entry.text(groups[g][0])));
  const names = here.flatMap((g) => groups[g].map((w) => WITNESSES[w].siglum));
  const places = new Set(here.flatMap((g) => entry.where(groups[g][0])));
  return folded([entry.n, ...texts, ...readings.map(kindOf), ...names, ...places].join(" "));
}

export function selectEntries() {
  const wanted = folded(choice.query.trim());
  counts = new Map(shownKinds().map(({ name }) => [name, 0]));
  chosenKinds = new Set(
    shownKinds().flatMap(({ members }) => (members.some((kind) => choice.kinds.has(kind)) ? members : [])),
  );
  current = [];
  const echoes = [];
  for (const view of views) {
    view.shown = view.readings.filter(isChosen);
    if (view.entry.told) {
      echoes.push(view);
      continue;
    }
    if (wanted && !(view.words ??= searchable(view)).includes(wanted)) continue;
    for (const kind of new Set(view.readings.map(kindOf))) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (view.shown.length) current.push(view);
  }
  byEntry = new Map(current.map((view) => [view.entry.n, view]));
  for (const view of echoes) if (view.shown.length && byEntry.has(view.entry.told)) byEntry.set(view.entry.n, view);
}

/**
 * The selected entry, if there is one.
 * @returns {Entry | undefined}
 */
export const selectedEntry = () => (choice.entry === null ? undefined : BY_NUMBER.get(choice.entry));
