// Pictures of the whole work, of what is chosen and shown: who agrees with whom, and where the readings are.

import { address } from "./address.js";
import { agreement, linkage } from "./agreement.js";
import { choice, current, kindOf, leading, OCCURRING, shownWitnesses } from "./choice.js";
import { make } from "./element.js";
import { record } from "./record.js";
import { draw, label, picture, titled } from "./svg.js";

/** @import { Agreement, Group } from "./agreement.js" */
/** @import { Witness } from "./record.js" */

/**
 * @param {number} part
 * @param {number} whole
 */
const percent = (part, whole) => (whole ? `${Math.round((100 * part) / whole)} %` : "–");
/** @param {Witness[]} witnesses */
const longestSiglum = (witnesses) => Math.max(...witnesses.map((x) => x.siglum.length));

/**
 * @param {Witness[]} witnesses
 * @param {Agreement} counted
 */
function heatMap(witnesses, { compared, differ }) {
  const size = 62,
    left = 20 + longestSiglum(witnesses) * 9,
    top = 28;
  /** @type {(i: number, j: number) => Element} */
  const cell = (i, j) => {
    const agree = compared[i][j] - differ[i][j],
      share = compared[i][j] ? agree / compared[i][j] : 0,
      [one, other] = [witnesses[i].siglum, witnesses[j].siglum];
    const tip =
      i === j
        ? `${one}: ${compared[i][i]} of ${current.length} entries`
        : `${one} and ${other} agree in ${agree} of ${compared[i][j]} entries`;
    const x = left + j * size,
      y = top + i * size,
      middle = x + size / 2 - 1;
    const opacity = i === j ? 0 : (share * 0.5).toFixed(3);
    return draw(
      "g",
      {},
      draw("title", {}, tip),
      draw("rect", { x, y, width: size - 2, height: size - 2, class: "heat", "fill-opacity": opacity }),
      label(middle, y + size / 2, i === j ? "" : percent(agree, compared[i][j]), { "text-anchor": "middle" }),
      label(middle, y + size / 2 + 15, i === j ? `${compared[i][i]}` : `of ${compared[i][j]}`, {
        "text-anchor": "middle",
        class: "small of",
      }),
    );
  };
  return picture(
    "Agreement between witnesses",
    left + witnesses.length * size + 4,
    top + witnesses.length * size + 4,
    witnesses.map((x, j) =>
      label(left + j * size + size / 2, top - 8, x.siglum, { "text-anchor": "middle", class: "name" }),
    ),
    witnesses.map((x, i) =>
      label(left - 8, top + i * size + size / 2 + 4, x.siglum, { "text-anchor": "end", class: "name" }),
    ),
    witnesses.flatMap((_, i) => witnesses.map((__, j) => cell(i, j))),
  );
}

/**
 * @param {Witness[]} witnesses
 * @param {Agreement} counted
 */
function tree(witnesses, counted) {
  const root = linkage(
      witnesses.map((x) => x.siglum),
      counted,
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
      lines.push(label(wide + 16, y + 4, node.name, { class: "name" }));
      return [x, y];
    }
    const ends = node.parts.map(set),
      y = (ends[0][1] + ends[1][1]) / 2;
    for (const [ex, ey] of ends) lines.push(draw("path", { d: `M${x} ${ey}H${ex}`, class: "line" }));
    lines.push(
      draw("path", { d: `M${x} ${ends[0][1]}V${ends[1][1]}`, class: "line" }),
      draw("title", {}, percent(node.height, 1)),
      label(x + 3, y - 3, (100 * node.height).toFixed(1), { class: "small" }),
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
    OCCURRING.filter(({ name }) => choice.kinds.has(name)).map(({ name }) => [
      name,
      Array.from({ length: bins }, () => []),
    ]),
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
    left = 120,
    leader = leading();
  const found = binned(bins);
  const rows = OCCURRING.flatMap(({ name, significance }) => {
    const inBins = found.get(name) ?? [];
    return inBins.some((bin) => bin.length) ? [{ name, significance, inBins }] : [];
  });
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
  const line = (share) => {
    const i = Math.min(leader.size - 1, leader.before(Math.floor(share * record.columns)));
    return i < 0 ? "" : `l. ${leader.line(leader.starts[i])}`;
  };
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
  if (!current.length) {
    container.append(make("p", {}, "There is no entry to draw."));
    return null;
  }
  titled(
    container,
    "Where the readings are",
    "The work from left to right, a row for each kind. The higher a bar, the more entries it shows; it links to the first of them. Line numbers are those of the text shown.",
    distribution(),
  );
  if (witnesses.length > 1) {
    const counted = agreement(witnesses);
    const ofHands = witnesses.some((x) => x.hand !== undefined)
      ? " Hands are shown too, after their manuscript: they are no independent witnesses."
      : "";
    titled(
      container,
      "Which witnesses agree",
      "Of the entries in which both witnesses are extant, how many in which they have the same reading. Differences of kinds that are not chosen do not count." +
        ofHands,
      heatMap(witnesses, counted),
    );
    titled(
      container,
      "Tree of the witnesses",
      "Average linkage of the shares of entries in which they differ (in per cent, at each node). It shows similarity; it is not a stemma." +
        ofHands,
      tree(witnesses, counted),
    );
  }
  return null;
}
