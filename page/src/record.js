// The record of the work, and what is computed from it: words, places in columns, lines.

import { lowerBound } from "./text.js";

/**
 * What the engine writes; `collate/rendering/html/record.py` says what each field is.
 * @typedef {object} WitnessFields
 * @property {string} siglum
 * @property {string} title
 * @property {string} date
 * @property {string} source
 * @property {string} licence
 * @property {string} extent
 * @property {string} derived
 * @property {string[]} files
 * @property {string} text
 * @property {number[]} gaps
 * @property {number[]} lengths
 * @property {number[]} columns
 * @property {[number, number, string][]} silent
 * @property {[number, string, string][]} places
 * @property {number[]} labels
 * @property {[number, number, string, string, string, string, string][]} interventions
 * @property {number[]} first
 * @property {number} [copyOf]
 * @property {number} [hand]
 * @property {string} [isHandOf]
 * @property {[number, number][]} [lines]
 * @property {[number[], number[], number[]]} [stands]
 * @property {[number, number, string][]} [told]
 * @property {[number, number, string][]} [images]
 */
/** @typedef {{ name: string, significance: string, weight: number, undirected: string }} Kind */
/** @typedef {[start: number, stop: number, witnesses: number[]]} OtherPlace columns, and who has the words there */
/**
 * @typedef {object} Variation
 * @property {string} kind
 * @property {string} significance
 * @property {number} weight
 * @property {string} cause
 * @property {string} certainty
 * @property {string} why
 * @property {string} rule
 * @property {string[]} also
 * @property {string} within
 * @property {unknown} decision
 * @property {boolean} unnamed
 * @property {string} undirected why, where there is no base
 */

const written = JSON.parse(document.getElementById("record")?.textContent ?? "{}");
/** @type {{ title: string, language: string, base: string, columns: number, decisions: string[][] }} */
export const record = written;
export const HIDDEN = -1;
export const UNKNOWN = -2;
// Numbers of verses, lines and pages that only one reading has: they are chosen and counted apart, as in other formats.
export const PLACE_NAMES = "paratext.place";

/** @returns {Kind[]} */
function readKinds() {
  /** @type {Kind[]} */
  const kinds = written.kinds.map((/** @type {[string, string, number, string]} */ row) => {
    const [name, significance, weight, undirected] = row;
    return { name, significance, weight, undirected };
  });
  const paratext = kinds.findIndex(({ name }) => name === "paratext");
  if (paratext >= 0) kinds.splice(paratext + 1, 0, { ...kinds[paratext], name: PLACE_NAMES, undirected: PLACE_NAMES });
  return kinds;
}
export const KINDS = readKinds();
/** @param {string} kind */
export const styleOf = (kind) => `k-${kind.split(".")[0].replaceAll(" ", "-")}`;
/** @type {(kind: string, cause: string) => string} */
const chosenAs = (kind, cause) => (`${kind}.${cause}` === PLACE_NAMES ? PLACE_NAMES : kind);

/** @type {Variation[]} */
export const VARIATIONS = written.variations.map(
  (/** @type {any[]} */ [kind, cause, certainty, why, rule, also, within, decision, unnamed, undirected]) => {
    const [name, significance, weight] = written.kinds[kind];
    return {
      ...{ significance, weight, kind: chosenAs(name, cause), cause, certainty, why, rule, also, within, decision },
      unnamed: Boolean(unnamed),
      undirected: undirected ?? why,
    };
  },
);

export class Witness {
  /**
   * @param {WitnessFields} fields
   * @param {number} w
   */
  constructor(fields, w) {
    this.w = w;
    this.siglum = fields.siglum;
    this.about = fields;
    this.text = fields.text;
    this.hand = fields.hand;
    const n = fields.lengths.length;
    this.starts = new Int32Array(n + 1);
    this.ends = new Int32Array(n);
    this.column = new Int32Array(n);
    for (let i = 0, at = 0, column = 0; i < n; i++) {
      this.starts[i] = at + fields.gaps[i];
      this.ends[i] = at = this.starts[i] + fields.lengths[i];
      this.column[i] = column += fields.columns[i];
    }
    this.starts[n] = fields.text.length;
    this.labels = new Set(fields.labels); // where the text itself names a place
    this.placeStarts = fields.places.map(([start]) => start);
    /** @type {number[]} */
    this.lineStarts = [];
    /** @type {{ begins: Int32Array, text: string } | null} */
    this.folded = null; // its words without case and accents, made at the first search
  }

  get size() {
    return this.ends.length;
  }

  /**
   * How many tokens are in earlier columns.
   * @param {number} column
   */
  before(column) {
    return lowerBound(this.column, column);
  }

  /**
   * Where the token before token i ends.
   * @param {number} i
   */
  end(i) {
    return i > 0 ? this.ends[i - 1] : 0;
  }

  /** @param {number} i */
  word(i) {
    return this.text.slice(this.starts[i], this.ends[i]);
  }

  /**
   * Tokens [first, last) on one line: a space wherever there is white space between two of them.
   * @param {number} first
   * @param {number} last
   */
  words(first, last) {
    let text = "";
    for (let i = first; i < last; i++)
      text += (i > first && this.starts[i] > this.ends[i - 1] ? " " : "") + this.word(i);
    return text;
  }

  /**
   * The line of the file: in markup, the stretch that was read from one line of it.
   * @param {number} at
   */
  line(at) {
    const { stands, lines = [] } = this.about;
    if (stands) return stands[1][this.lineStretch(at)];
    if (!this.lineStarts.length) {
      this.lineStarts.push(0);
      for (const found of this.text.matchAll(/\r\n|\n|\r/g)) this.lineStarts.push(found.index + found[0].length);
    }
    // Of a page of a part, the lines before each piece of the text that is not on the page are counted too.
    const before = lines.filter(([start]) => start <= at).pop()?.[1] ?? 0;
    return lowerBound(this.lineStarts, at + 1) + before;
  }

  /** @param {number} at */
  lineStretch(at) {
    return Math.max(0, lowerBound(this.about.stands?.[0] ?? [], at + 1) - 1);
  }

  /**
   * The file of a place; nothing if the witness has only one.
   * @param {number} at
   */
  file(at) {
    const { stands, files } = this.about;
    return stands && files.length > 1 ? (files[stands[2][this.lineStretch(at)]] ?? "") : "";
  }

  /**
   * The number of the stretch of silence with a column; -1 outside of all.
   * @param {number} column
   */
  stretch(column) {
    return this.about.silent.findIndex(([start, stop]) => start <= column && column < stop);
  }

  /** @param {number} column */
  silence(column) {
    return this.about.silent[this.stretch(column)]?.[2] ?? "";
  }

  /**
   * What the source says of words in characters [start, end): the words, and what is said of them.
   * @param {number} start
   * @param {number} end
   * @returns {[string, string][]}
   */
  said(start, end) {
    return (this.about.told ?? [])
      .filter(([from, to]) => from < end && to > start)
      .map(([from, to, label]) => [this.text.slice(Math.max(from, start), Math.min(to, end)), label]);
  }

  /**
   * The addresses of the images of a place.
   * @param {number} start
   * @param {number} end
   */
  imagesAt(start, end) {
    return (this.about.images ?? [])
      .filter(([from, to]) => from < Math.max(end, start + 1) && to > start)
      .map((image) => image[2]);
  }

  /**
   * The verse or section at a character, and the page, as they are cited; either may be empty.
   * @param {number} at
   */
  where(at) {
    const [, ofWork, ofBook] = this.about.places[lowerBound(this.placeStarts, at + 1) - 1] ?? [];
    return [ofWork ?? "", ofBook ?? ""];
  }
}

/** @type {Witness[]} */
export const WITNESSES = written.witnesses.map(
  (/** @type {WitnessFields} */ fields, /** @type {number} */ w) => new Witness(fields, w),
);

export class Entry {
  /** @param {any[]} row */
  constructor([n, id, start, stop, between, doubt, moved, told, grouping, silence, ranking, grid, own = []]) {
    /** @type {number} */ this.n = n;
    /** @type {string} */ this.id = id;
    /** @type {number} */ this.start = start;
    /** @type {number} */ this.stop = stop;
    this.between = Boolean(between);
    /** @type {[number, string, number]} */
    const [value, meaning, isDoubtful] = written.doubts[doubt];
    this.doubt = { value, meaning, isDoubtful: Boolean(isDoubtful) };
    const [sentence, ...otherPlaces] = moved ?? [null];
    /** @type {string | null} */ this.moved = sentence;
    /** @type {OtherPlace[]} */ this.otherPlaces = otherPlaces;
    /** @type {number} */ this.told = told;
    /** @type {number[]} */ this.grid = grid;
    /** @type {Map<number | null, number[]>} */ this.own = new Map(own);
    /** @type {number[][]} */ this.groups = written.groupings[grouping];
    /** @type {[number, ...number[]]} */
    const [majority, ...order] = written.rankings[ranking];
    this.majority = majority; // the reading of most witnesses
    this.order = order; // the readings in the order of their texts
    /** @type {[number, string][]} */ this.silent = written.silences[silence];
  }

  // The number of the entry that tells it: its own, or that of the move whose other place this is.
  get toldBy() {
    return this.told || this.n;
  }

  /**
   * Characters [start, end) of what a witness has here; where it has nothing, an empty span.
   * @param {number} w
   * @returns {[number, number]}
   */
  span(w) {
    const witness = WITNESSES[w],
      first = witness.before(this.start),
      last = witness.before(this.stop);
    if (this.between) return [witness.end(first), witness.starts[first]];
    return first === last ? [witness.end(first), witness.end(first)] : [witness.starts[first], witness.ends[last - 1]];
  }

  /**
   * Where a witness has this entry, as it is cited; what has no words is in the place of the word before it.
   * @param {number} w
   */
  where(w) {
    const [start, end] = this.span(w);
    return WITNESSES[w].where(this.between || start === end ? Math.max(start - 1, 0) : start);
  }

  /** @param {number} w */
  text(w) {
    const witness = WITNESSES[w];
    if (this.between) return witness.text.slice(...this.span(w));
    return witness.words(witness.before(this.start), witness.before(this.stop));
  }

  /**
   * How reading j differs from reading i; `base` is the witness that is read, or null.
   * @param {number} i
   * @param {number} j
   * @param {number | null} base
   */
  variation(i, j, base = null) {
    return this.own.get(base)?.[j] ?? this.grid[i * this.groups.length + j];
  }
}

/** @type {Entry[]} */
export const ENTRIES = written.entries.map((/** @type {any[]} */ row) => new Entry(row));
export const BY_NUMBER = new Map(ENTRIES.map((entry) => [entry.n, entry]));
export const TOLD = ENTRIES.filter((entry) => !entry.told).length;
// Any witness can be the base only where every reading was compared with every other.
export const ANY_BASE = ENTRIES.every((entry) => !entry.grid.includes(UNKNOWN));
export const BASES = ANY_BASE ? [...WITNESSES.map((x) => x.siglum), "majority", "none"] : [record.base];
// The greatest column that an entry up to each reaches, to find those that reach into a row from above it.
const REACH = new Int32Array(ENTRIES.length);
ENTRIES.forEach((entry, k) => {
  REACH[k] = Math.max(k ? REACH[k - 1] : 0, entry.stop);
});
const STARTS = Int32Array.from(ENTRIES, (entry) => entry.start);

/**
 * The entries that may have a part in columns [start, stop].
 * @param {number} start
 * @param {number} stop
 */
export function entriesNear(start, stop) {
  let first = lowerBound(STARTS, start);
  while (first > 0 && REACH[first - 1] >= start) first--;
  const found = [];
  for (let k = first; k < ENTRIES.length && ENTRIES[k].start <= stop; k++)
    if (ENTRIES[k].stop >= start) found.push(ENTRIES[k]);
  return found;
}

/** @type {import("./element.js").Attributes} */
export const LANGUAGE = record.language ? { lang: record.language } : {};
