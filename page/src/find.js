// Finding words in the text that is read, of which the browser sees only what is on the screen.

import { choice, leading } from "./choice.js";
import { find, make, one } from "./element.js";
import { rowOf, textBounds } from "./marks.js";
import { siglum } from "./sigla.js";
import { folded, lowerBound } from "./text.js";

/** @import { Drawn } from "./draw.js" */
/** @import { Witness } from "./record.js" */

/**
 * The words of a witness without case and accents, and where each begins; made at the first search.
 * @param {Witness} witness
 */
function foldedWords(witness) {
  if (!witness.folded) {
    const begins = new Int32Array(witness.size),
      parts = [];
    let at = 0;
    for (let i = 0; i < witness.size; i++) {
      const part = (i > 0 && witness.starts[i] > witness.ends[i - 1] ? " " : "") + folded(witness.word(i));
      begins[i] = at + (part.startsWith(" ") ? 1 : 0);
      at += part.length;
      parts.push(part);
    }
    witness.folded = { begins, text: parts.join("") };
  }
  return witness.folded;
}

/**
 * The tokens [first, last] of every place at which the words occur.
 * @param {Witness | null} witness
 * @param {string} query
 * @returns {[number, number][]}
 */
export function placesOf(witness, query) {
  const wanted = folded(query.trim());
  /** @type {[number, number][]} */
  const found = [];
  if (!wanted || !witness) return found;
  const { begins, text } = foldedWords(witness);
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    found.push([lowerBound(begins, at + 1) - 1, lowerBound(begins, at + wanted.length) - 1]);
  }
  return found;
}

/** @type {[number, number][]} */
let places = [];
let turn = -1; // the selected one of the places found
/** @type {HTMLElement | null} */
let told = null; // says how many, or which one

export function tellPlaces() {
  const witness = leading();
  places = choice.query.trim() ? placesOf(witness, choice.query) : [];
  turn = -1;
  const box = one("#places");
  box.hidden = !choice.query.trim();
  if (box.hidden) return;
  told = make("span", {}, `${places.length} ${places.length === 1 ? "place" : "places"} in the text of `);
  box.replaceChildren(
    told,
    witness ? siglum(witness) : "no witness",
    " ",
    make("button", { type: "button", "data-turn": -1, "aria-label": "previous place" }, "‹"),
    " ",
    make("button", { type: "button", "data-turn": 1, "aria-label": "next place" }, "›"),
  );
}

export const hasPlaces = () => places.length > 0;

/**
 * Goes to the next place in the text that is drawn, or the one before, and selects its words there.
 * @param {number} by
 * @param {Drawn | null} drawn
 */
export function turnTo(by, drawn) {
  turn = (turn + by + places.length + (turn < 0 && by < 0 ? 1 : 0)) % places.length;
  const witness = leading(),
    [first, last] = places[turn],
    column = witness.column[first];
  const row = drawn?.reachColumn?.(column),
    text = row && find(`.text[data-w="${witness.w}"]`, row);
  if (!text) return;
  const [from] = textBounds(witness, rowOf(column));
  const range = rangeIn(text, witness.starts[first] - from, witness.ends[last] - from);
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
  (range.startContainer.parentElement ?? row).scrollIntoView({ block: "center" });
  if (told) told.textContent = `${turn + 1} of ${places.length} places in the text of `;
}

/**
 * The characters [start, end) of an element, as a range.
 * @param {Element} element
 * @param {number} start
 * @param {number} end
 */
function rangeIn(element, start, end) {
  const range = document.createRange(),
    walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let at = 0,
    begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (!begun && start < at + length) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= at + length) {
      range.setEnd(node, end - at);
      return range;
    }
    at += length;
  }
  if (begun) range.setEnd(element, element.childNodes.length); // the last words are in the next row
  return range;
}
