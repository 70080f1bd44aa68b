// Pictures of the whole work, of what is chosen and shown: who agrees with whom, and where the readings are.

import { address } from "./address.js";
import { agreementOfEntries, agreementOfWords, linkage, percent } from "./agreement.js";
import { placeOfColumn } from "./around.js";
import { current, kindOf, leading, shownKinds, shownWitnesses } from "./choice.js";
import { make } from "./element.js";
import { record } from "./record.js";
import { standsFor } from "./sigla.js";
import { draw, label, picture, titled } from "./svg.js";

/** @import { Agreement, Group } from "./agreement.js" */
/** @import { Witness } from "./record.js" */

/**
 * @param {number} count
 * @param {string} word
 */
const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
/** @param {Witness[]} witnesses */
const longestSiglum = (witnesses) => Math.max(...witnesses.map((x) => x.siglum.length));

/**
 * A siglum in a picture, with what it stands for.
 * @param {Witness} witness
 * @param {Element} text
 */
function named(witness, text) {
  const says = standsFor(witness);
  if (says) text.prepend(draw("title", {}, says));
  return text;
}

/**
 * Of each two witnesses the share of all words in which they agree, and below it that of the places shown.
 * @param {Witness[]} witnesses
 * @param {Agreement} words
 * @param {Agreement} places
 */
function heatMap(witnesses, words, places) {
  const size = 98,
    left = 20 + longestSiglum(witnesses) * 9,
    top = 28;
  /** @type {(counted: Agreement, i: number, j: number) => [number, number]} */
  const agree = ({ compared, differ }, i, j) => [compared[i][j] - differ[i][j], compared[i][j]];
  /** @type {(i: number, j: number) => Element} */
  const cell = (i, j) => {
    const [one, other] = [witnesses[i].siglum, witnesses[j].siglum],
      [same, all] = agree(words, i, j),
      [sameHere, here] = agree(places, i, j);
    const tip =
      i === j
        ? `${one}: ${counted(all, "word")}; ${here} of ${counted(current.length, "place")} shown`
        : !all
          ? `${one} and ${other} are nowhere both extant`
          : `${one} and ${other} agree in ${same} of ${counted(all, "word")}, and in ${sameHere} of ${counted(here, "place")} shown`;
    const x = left + j * size,
      y = top + i * size,
      middle = x + size / 2 - 1;
    const opacity = i === j || !all ? 0 : (Math.max(0, 2 * (same / all) - 1) * 0.5).toFixed(3);
    const both = all ? [percent(same, all), `of ${all}`, `here ${sameHere} of ${here}`] : ["", "never both"];
    const lines = i === j ? ["", `${all}`, all === 1 ? "word" : "words"] : both;
    return draw(
      "g",
      {},
      draw("title", {}, tip),
      draw("rect", { x, y, width: size - 2, height: size - 2, class: "heat", "fill-opacity": opacity }),
      ...lines.map((line, k) =>
        label(middle, y + size / 2 + 15 * k - 8, line, { "text-anchor": "middle", ...(k ? { class: "small of" } : {}) }),
      ),
    );
  };
  return picture(
    "Agreement between witnesses",
    left + witnesses.length * size + 4,
    top + witnesses.length * size + 4,
    witnesses.map((x, j) =>
      named(x, label(left + j * size + size / 2, top - 8, x.siglum, { "text-anchor": "middle", class: "name" })),
    ),
    witnesses.map((x, i) =>
      named(x, label(left - 8, top + i * size + size / 2 + 4, x.siglum, { "text-anchor": "end", class: "name" })),
    ),
    witnesses.flatMap((_, i) => witnesses.map((__, j) => cell(i, j))),
  );
}

/**
 * @param {Witness[]} witnesses
 * @param {Agreement} words
 */
function tree(witnesses, words) {
  const root = linkage(
      witnesses.map((x) => x.siglum),
      words,
    ),
    step = 26,
    wide = 420,
    room = 20 + longestSiglum(witnesses) * 10;
  const scale = root.height ? wide / root.height : 0;
  /** @type {Element[]} */
  const lines = [];
  let row = 0;
  /**
   * Draws a node; returns where its line is.
   * @param {Group} node
   * @returns {[number, number]}
   */
  const set = (node) => {
    const x = 10 + wide - node.height * scale;
    if (!node.parts.length) {
      const y = 14 + step * row++;
      lines.push(named(witnesses[node.members[0]], label(wide + 16, y + 4, node.name, { class: "name" })));
      return [x, y];
    }
    const ends = node.parts.map(set),
      y = (ends[0][1] + ends[1][1]) / 2;
    for (const [ex, ey] of ends) lines.push(draw("path", { d: `M${x} ${ey}H${ex}`, class: "line" }));
    lines.push(
      draw("path", { d: `M${x} ${ends[0][1]}V${ends[1][1]}`, class: "line" }),
      draw("title", {}, percent(node.height, 1)),
      label(x + 3, y - 3, percent(node.height, 1), { class: "small" }),
    );
    return [x, y];
  };
  set(root);
  return picture("Tree of the witnesses, average linkage", wide + room + 20, 14 + step * witnesses.length, lines);
}

/** The numbers of the entries of each kind, in bins from the beginning of the work to its end. */
function binned(bins = 80) {
  /** @type {Map<string, number[][]>} */
  const found = new Map(
    shownKinds().map(({ name }) => [name, Array.from({ length: bins }, () => [])]),
  );
  for (const view of current) {
    const bin = Math.min(bins - 1, Math.floor((view.entry.start / Math.max(1, record.columns)) * bins));
    for (const kind of new Set(view.shown.map(kindOf))) found.get(kind)?.[bin].push(view.entry.n);
  }
  return found;
}

function distribution() {
  const bins = 80,
    cellWide = 9,
    step = 34,
    leader = leading();
  const found = binned(bins);
  const rows = shownKinds().flatMap(({ name, significance }) => {
    const inBins = found.get(name) ?? [];
    return inBins.some((bin) => bin.length) ? [{ name, significance, inBins }] : [];
  });
  const left = 24 + 8 * Math.max(0, ...rows.map(({ name }) => name.length));
  const most = Math.max(1, ...rows.flatMap(({ inBins }) => inBins.map((bin) => bin.length)));
  /** @param {number} count */
  const tall = (count) => Math.max(3, (step - 8) * Math.sqrt(count / most));
  const bars = rows.flatMap(({ name, significance, inBins }, r) => [
    label(left - 8, (r + 1) * step - 4, name, { "text-anchor": "end" }),
    draw("path", { d: `M${left} ${(r + 1) * step}H${left + bins * cellWide}`, class: "line thin" }),
    ...inBins.flatMap((bin, b) => {
      if (!bin.length) return [];
      const height = tall(bin.length),
        [x, y] = [left + b * cellWide, (r + 1) * step - height];
      return draw(
        "a",
        {
          href: address({ entry: bin[0], view: "parallel" }),
          "aria-label": `${name}, ${bin.length}, from entry ${bin[0]}`,
        },
        draw("title", {}, `${name}: ${bin.length}, from entry ${bin[0]}`),
        draw("rect", { x, y, width: cellWide - 1.5, height, class: `bar s-${significance}` }),
      );
    }),
    label(left + bins * cellWide + 8, (r + 1) * step - 4, String(new Set(inBins.flat()).size), {}),
  ]);
  /** @param {number} share */
  const line = (share) => placeOfColumn(leader, Math.floor(share * record.columns));
  const axis = [0, 0.25, 0.5, 0.75, 1].map((share) =>
    label(left + share * bins * cellWide, (rows.length + 1) * step - 12, line(share), {
      "text-anchor": share === 0 ? "start" : share === 1 ? "end" : "middle",
      class: "small",
    }),
  );
  const drawn = picture(
    "Where the readings are, by kind",
    left + bins * cellWide + 60,
    (rows.length + 1) * step,
    bars,
    axis,
  );
  drawn.setAttribute("role", "group"); // its bars are links
  return drawn;
}

/** @param {HTMLElement} container */
export function showPictures(container) {
  const witnesses = shownWitnesses();
  container.append(
    make("h2", {}, "Pictures"),
    make(
      "p",
      { class: "aside" },
      `Drawn from the ${current.length} entries shown, with the chosen kinds and witnesses.`,
    ),
  );
  if (current.length)
    titled(
      container,
      "Where the readings are",
      "The work from left to right, a row for each kind. The higher a bar, the more entries it shows; it links to the first of them. Line numbers are those of the text shown.",
      distribution(),
    );
  else container.append(make("p", {}, "There is no entry to draw: no reading of a chosen kind differs from the lemma."));
  if (witnesses.length > 1) {
    const words = agreementOfWords(witnesses);
    const ofHands = witnesses.some((x) => x.hand !== undefined)
      ? " Hands are shown too, after their manuscript: they are no independent witnesses."
      : "";
    titled(
      container,
      "Which witnesses agree",
      "The share of all words, where both witnesses are extant, in which they have the same; a word that one of them does not have, and a punctuation mark, are counted too. Below it, how many of the places shown are the same. Differences of kinds that are not chosen do not count; a search changes only what is shown." +
        ofHands,
      heatMap(witnesses, words, agreementOfEntries(witnesses)),
    );
    titled(
      container,
      "Tree of the witnesses",
      "Average linkage of the shares of all words in which they differ (in per cent, at each node). It shows similarity; it is not a stemma." +
        ofHands,
      tree(witnesses, words),
    );
  }
  return null;
}
