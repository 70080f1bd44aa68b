// Words and signs, as they are shown, compared and found.

/**
 * The first place in a sorted array at which a value is not less than the one looked for.
 * @param {ArrayLike<number>} array
 * @param {number} wanted
 */
export function lowerBound(array, wanted) {
  let low = 0,
    high = array.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (array[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @type {Record<string, string>} */
const BLANKS = { "\u00a0": "⍽", "\u202f": "⍽", "\u2007": "⍽", " ": "␣", "\n": "¶", "\t": "⇥" };
/** @param {string} sign */
const code = (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`;

/**
 * A text with every sign visible: white space too; an invisible character is shown by its code point.
 * @param {string} text
 */
export function visible(text) {
  if (/^\s+$/u.test(text))
    return text.replace(/\r\n?/g, "\n").replace(/[\s\S]/gu, (c) => BLANKS[c] ?? (c.trim() ? c : code(c)));
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\n/g, "¶")
    .replace(/[\u00a0\u202f\u2007]/g, "⍽")
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, code);
}

/**
 * Letters without case, accents or points, so that a search finds words that a reader takes as equal.
 * @param {string} text
 */
export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/**
 * The direction in which a text is read, by its first letter.
 * @param {string} text
 */
export const directionOf = (text) => (RIGHT_TO_LEFT.test(/\p{L}/u.exec(text)?.[0] ?? "") ? "rtl" : "ltr");

/** @param {string} text */
export const onOneLine = (text) => text.replace(/\s+/gu, " ");
