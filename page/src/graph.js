// The variant graph of a passage: each reading once, and the path of each witness through them.

import { address } from "./address.js";
import { placeOfColumn } from "./around.js";
import { byEntry, choice, current, leading, selectedEntry, shownWitnesses } from "./choice.js";
import { find, make } from "./element.js";
import { record } from "./record.js";
import { draw, label, picture, titled } from "./svg.js";
import { directionOf, visible } from "./text.js";

/** @import { Entry, Witness } from "./record.js" */
/** @typedef {{ key: string, column: number, text: string, row: number }} GraphNode */
/** @typedef {{ from: GraphNode, to: GraphNode, sigla: string[], silent: number }} GraphEdge */

const ON_EITHER_SIDE = 4; // columns of context
const WIDEST = 24; // columns that are drawn
const WITHOUT_ENTRY = 12; // columns that are drawn where no entry is chosen

/**
 * @param {Entry | undefined} entry
 * @returns {[number, number]}
 */
function passageOf(entry) {
  if (!entry) return [0, Math.min(record.columns, WITHOUT_ENTRY)];
  const start = Math.max(0, entry.start - ON_EITHER_SIDE);
  return [start, Math.min(record.columns, entry.stop + ON_EITHER_SIDE, start + WIDEST)];
}

/** Whether the text is read from right to left; then the graph is, too. */
const isMirrored = () => directionOf(leading().text) === "rtl";

/** @param {HTMLElement} container */
export function showGraph(container) {
  const { at } = choice;
  const view = byEntry.get(choice.entry ?? 0) ?? (at === null ? current[0] : null),
    entry = selectedEntry() ?? view?.entry;
  const isOfEntry = at === null || choice.entry !== null;
  const [start, stop] = isOfEntry ? passageOf(entry) : [at, Math.min(record.columns, at + WITHOUT_ENTRY)];
  container.append(
    make("h2", {}, entry && isOfEntry ? `Graph of entry ${entry.n}` : "Graph"),
    make(
      "p",
      { class: "aside" },
      `Each box is a reading; each witness goes from ${isMirrored() ? "right to left" : "left to right"} along the lines with its siglum. A dashed line is for witnesses that are not extant in between.`,
    ),
  );
  /** @type {(column: number, words: string) => Element} */
  const go = (column, words) =>
    make(
      "a",
      { href: address({ view: "graph", at: Math.max(0, Math.min(record.columns - 1, column)) }), class: "step" },
      words,
    );
  const steps = [go(start - 10, isMirrored() ? "before →" : "← before"), " ", go(start + 10, isMirrored() ? "← after" : "after →")];
  container.append(make("p", {}, isMirrored() ? steps.reverse() : steps));
  titled(container, `From ${placeOfColumn(leading(), start)}`, "", graph(start, stop, shownWitnesses()));
  if (isMirrored()) find(".scroll", container)?.setAttribute("dir", "rtl"); // it is scrolled to where the text begins
  return null;
}

/**
 * @param {number} start
 * @param {number} stop
 * @param {Witness[]} witnesses
 */
function graph(start, stop, witnesses) {
  /** @type {Map<string, GraphNode>} */
  const nodes = new Map();
  /** @type {Map<string, GraphEdge>} */
  const edges = new Map();
  /** @type {number[]} */
  const rows = new Array(stop - start).fill(0);
  /** @type {(column: number, text: string) => GraphNode} */
  const node = (column, text) => {
    const key = `${column} ${text}`;
    const known = nodes.get(key) ?? { key, column, text, row: rows[column - start]++ };
    nodes.set(key, known);
    return known;
  };
  /** @type {GraphNode[]} */
  const ends = [
    { key: "from", column: start - 1, text: "", row: 0 },
    { key: "to", column: stop, text: "", row: 0 },
  ];
  for (const x of witnesses) {
    let last = ends[0];
    /** @param {GraphNode} next */
    const step = (next) => {
      const key = `${last.key}\u0000${next.key}`;
      const edge = edges.get(key) ?? { from: last, to: next, sigla: [], silent: 0 };
      edges.set(key, edge);
      edge.sigla.push(x.siglum);
      for (let c = last.column + 1; c < next.column; c++)
        if (x.silence(c)) {
          edge.silent++;
          break;
        }
      last = next;
    };
    for (let i = x.before(start); i < x.size && x.column[i] < stop; i++) step(node(x.column[i], visible(x.word(i))));
    step(ends[1]);
  }
  return drawn([...nodes.values()], [...edges.values()], ends, start, stop);
}

/**
 * @param {GraphNode[]} nodes
 * @param {GraphEdge[]} edges
 * @param {GraphNode[]} ends
 * @param {number} start
 * @param {number} stop
 */
function drawn(nodes, edges, ends, start, stop) {
  /** @param {GraphNode} n */
  const wide = (n) => 16 + n.text.length * 8.2;
  const across = new Array(stop - start + 2).fill(0);
  for (const n of nodes) across[n.column - start + 1] = Math.max(across[n.column - start + 1], wide(n));
  const sign = Math.max(...edges.map((e) => e.sigla.join(" ").length), 3) * 7 + 26,
    left = [10];
  across.forEach((width, k) => left.push(left[k] + (width || 8) + Math.min(sign, 150)));
  const tall = 54,
    rows = Math.max(1, ...nodes.map((n) => n.row + 1));
  const total = left[left.length - 1];
  /**
   * Where something begins that is drawn `at` a distance from the first word.
   * @param {number} at
   */
  const mirrored = (at, width = 0) => (isMirrored() ? total - at - width : at);
  /** @param {GraphNode} n */
  const x = (n) => left[n.column - start + 1];
  /** @param {GraphNode} n */
  const y = (n) => 40 + n.row * tall;
  /** @param {GraphNode} n */
  const right = (n) => x(n) + (n.text ? wide(n) : 8);
  const lines = edges.flatMap((e) => {
    const far = e.to.column - e.from.column > 1,
      [x1, y1, x2, y2] = [mirrored(right(e.from)), y(e.from), mirrored(x(e.to)), y(e.to)];
    const dip = far ? tall * (rows - Math.max(e.from.row, e.to.row)) * 0.9 : 0,
      middle = (x1 + x2) / 2;
    const d = `M${x1} ${y1}C${x1 + (x2 - x1) * 0.4} ${y1 + dip} ${x2 - (x2 - x1) * 0.4} ${y2 + dip} ${x2} ${y2}`;
    return [
      draw("path", { d, class: e.silent === e.sigla.length ? "line silent" : "line" }),
      label(middle, (y1 + y2) / 2 + dip * 0.75 - 5, e.sigla.join(" "), {
        "text-anchor": "middle",
        class: "small name",
      }),
    ];
  });
  const boxes = nodes.map((n) =>
    draw(
      "g",
      {},
      draw("rect", { x: mirrored(x(n), wide(n)), y: y(n) - 15, width: wide(n), height: 30, rx: 5, class: "node" }),
      label(mirrored(x(n) + wide(n) / 2), y(n) + 5, n.text, {
        "text-anchor": "middle",
        direction: directionOf(n.text),
      }),
    ),
  );
  const points = ends.map((n) => draw("circle", { cx: mirrored(x(n) + 4), cy: y(n), r: 4, class: "node" }));
  return picture("Variant graph", total, 60 + (rows + 1) * tall, lines, boxes, points);
}
