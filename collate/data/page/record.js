"use strict";
// The record of the work, and what is computed from it: words, places in columns, lines.

const record = JSON.parse(document.getElementById("record").textContent);
const HIDDEN = -1,
  UNKNOWN = -2;
const NEIGHBOURS = 6; // words of context on each side of a lemma, as in every other format
const KINDS = record.kinds.map(([name, significance, weight]) => ({ name, significance, weight }));
// Numbers of verses, lines and pages that only one reading has: they are chosen and counted apart, as in other formats.
const PLACE_NAMES = "paratext.place";
const paratext = KINDS.find(({ name }) => name === "paratext");
if (paratext) KINDS.splice(KINDS.indexOf(paratext) + 1, 0, { ...paratext, name: PLACE_NAMES });
const styleOf = (kind) => `k-${kind.split(".")[0]}`;
const chosenAs = (kind, cause) => (`${kind}.${cause}` === PLACE_NAMES ? PLACE_NAMES : kind);
const VARIATIONS = record.variations.map(([kind, cause, certainty, why, rule, also, within, decision, unnamed]) => ({
  significance: record.kinds[kind][1],
  weight: record.kinds[kind][2],
  kind: chosenAs(record.kinds[kind][0], cause),
  cause,
  certainty,
  why,
  rule,
  also,
  within,
  decision,
  unnamed: Boolean(unnamed),
}));

// The first place in a sorted array at which a value is not less than the one looked for.
function lowerBound(array, wanted, from = 0) {
  let low = from,
    high = array.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (array[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

class Witness {
  constructor(fields, w) {
    Object.assign(this, fields);
    this.w = w;
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
    this.lineStarts = null;
    this.labels = new Set(fields.labels); // where the text itself names a place
    this.placeStarts = fields.places.map(([start]) => start);
  }

  get size() {
    return this.ends.length;
  }
  // How many tokens are in earlier columns.
  before(column) {
    return lowerBound(this.column, column);
  }
  end(i) {
    return i > 0 ? this.ends[i - 1] : 0;
  }
  word(i) {
    return this.text.slice(this.starts[i], this.ends[i]);
  }
  // Tokens [first, last) on one line: a space wherever there is white space between two of them.
  words(first, last) {
    let text = "";
    for (let i = first; i < last; i++)
      text += (i > first && this.starts[i] > this.ends[i - 1] ? " " : "") + this.word(i);
    return text;
  }
  // The line of the file: in markup, the stretch that was read from one line of it.
  line(at) {
    if (this.stands) return this.stands[1][this.lineStretch(at)];
    if (!this.lineStarts) {
      this.lineStarts = [0];
      for (const found of this.text.matchAll(/\r\n|\n|\r/g)) this.lineStarts.push(found.index + found[0].length);
    }
    // Of a page of a part, the lines before each piece of the text that is not on the page are counted too.
    const before = (this.lines ?? []).filter(([start]) => start <= at).pop()?.[1] ?? 0;
    return lowerBound(this.lineStarts, at + 1) + before;
  }
  // The number of the stretch of silence with a column; -1 outside of all.
  stretch(column) {
    return this.silent.findIndex(([start, stop]) => start <= column && column < stop);
  }
  lineStretch(at) {
    return Math.max(0, lowerBound(this.stands[0], at + 1) - 1);
  }
  // The file of a place; nothing if the witness has only one.
  file(at) {
    return this.stands && this.files.length > 1 ? (this.files[this.stands[2][this.lineStretch(at)]] ?? "") : "";
  }
  // What the source says of words in characters [start, end): the words, and what is said of them.
  said(start, end) {
    return (this.told ?? [])
      .filter(([from, to]) => from < end && to > start)
      .map(([from, to, label]) => [this.text.slice(Math.max(from, start), Math.min(to, end)), label]);
  }
  // The addresses of the images of a place.
  imagesAt(start, end) {
    return (this.images ?? []).filter(([from, to]) => from < Math.max(end, start + 1) && to > start).map((image) => image[2]);
  }
  silence(column) {
    return this.silent[this.stretch(column)]?.[2] ?? "";
  }
  // The verse or section at a character, and the page, as they are cited; either may be empty.
  where(at) {
    const [, ofWork, ofBook] = this.places[lowerBound(this.placeStarts, at + 1) - 1] ?? [];
    return [ofWork ?? "", ofBook ?? ""];
  }
}

const WITNESSES = record.witnesses.map((fields, w) => new Witness(fields, w));

class Entry {
  constructor([n, id, start, stop, between, doubt, moved, told, grouping, silence, grid, own = []]) {
    Object.assign(this, { n, id, start, stop, between: Boolean(between), doubt, moved, told, grid, own: new Map(own) });
    this.groups = record.groupings[grouping];
    this.silent = record.silences[silence];
  }
  // The number of the entry that tells it: its own, or that of the move whose other place this is.
  get toldBy() {
    return this.told || this.n;
  }
  // Characters [start, end) of what a witness has here; where it has nothing, an empty span.
  span(w) {
    const witness = WITNESSES[w],
      first = witness.before(this.start),
      last = witness.before(this.stop);
    if (this.between) return [witness.end(first), witness.starts[first]];
    return first === last ? [witness.end(first), witness.end(first)] : [witness.starts[first], witness.ends[last - 1]];
  }
  // Where a witness has this entry, as it is cited; what has no words is in the place of the word before it.
  where(w) {
    const [start, end] = this.span(w);
    return WITNESSES[w].where(this.between || start === end ? Math.max(start - 1, 0) : start);
  }
  text(w) {
    const witness = WITNESSES[w];
    if (this.between) return witness.text.slice(...this.span(w));
    return witness.words(witness.before(this.start), witness.before(this.stop));
  }
  // How reading j differs from reading i; `base` is the witness that is read, or null.
  variation(i, j, base = null) {
    return this.own.get(base)?.[j] ?? this.grid[i * this.groups.length + j];
  }
}

const ENTRIES = record.entries.map((row) => new Entry(row));
const BY_NUMBER = new Map(ENTRIES.map((entry) => [entry.n, entry]));
const TOLD = ENTRIES.filter((entry) => !entry.told).length;
// Any witness can be the base only where every reading was compared with every other.
const ANY_BASE = ENTRIES.every((entry) => !entry.grid.includes(UNKNOWN));
// The greatest column that an entry up to each reaches, to find those that reach into a row from above it.
const REACH = new Int32Array(ENTRIES.length);
ENTRIES.forEach((entry, k) => {
  REACH[k] = Math.max(k ? REACH[k - 1] : 0, entry.stop);
});
const STARTS = Int32Array.from(ENTRIES, (entry) => entry.start);

// The entries that may have a part in columns [start, stop].
function entriesNear(start, stop) {
  let first = lowerBound(STARTS, start);
  while (first > 0 && REACH[first - 1] >= start) first--;
  const found = [];
  for (let k = first; k < ENTRIES.length && ENTRIES[k].start <= stop; k++)
    if (ENTRIES[k].stop >= start) found.push(ENTRIES[k]);
  return found;
}

const BLANKS = { "\u00a0": "⍽", "\u202f": "⍽", "\u2007": "⍽", " ": "␣", "\n": "¶", "\t": "⇥" };
const code = (sign) => `\\u{${sign.codePointAt(0).toString(16)}}`;
// Every sign of a reading visible: white space too; an invisible character is shown by its code point.
function visible(text) {
  if (/^\s+$/u.test(text))
    return text.replace(/\r\n?/g, "\n").replace(/[\s\S]/gu, (c) => BLANKS[c] ?? (c.trim() ? c : code(c)));
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\n/g, "¶")
    .replace(/[\u00a0\u202f\u2007]/g, "⍽")
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, code);
}
// Letters without case, accents or points, so that a search finds words that a reader takes as equal.
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");

// An element with attributes and children. Text is text: nothing is ever parsed as markup.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  element.append(...children.flat().filter((child) => child !== null && child !== ""));
  return element;
}
const isolated = (text, attributes = {}) => make("bdi", attributes, visible(text));
const LANGUAGE = record.language ? { lang: record.language } : {};
