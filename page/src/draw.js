// The view that is drawn, and the entry that is selected in it.

import { showAbout } from "./about.js";
import { choice } from "./choice.js";
import { showEditorial } from "./editors.js";
import { all, make, one } from "./element.js";
import { showEntries } from "./entries.js";
import { foot } from "./foot.js";
import { showGraph } from "./graph.js";
import { showParallel, showText } from "./texts.js";
import { showTable } from "./table.js";
import { showPictures } from "./pictures.js";

/** @import { Windows } from "./windows.js" */
/**
 * A view that is drawn in windows, and how to reach an entry or a column in it.
 * @typedef {Windows & { reach?: (n: number) => HTMLElement | null, reachColumn?: (column: number) => HTMLElement | null }} Drawn
 */

/** @type {Record<string, (container: HTMLElement) => Drawn | null>} */
const SHOW = {
  text: showText,
  parallel: showParallel,
  table: showTable,
  entries: showEntries,
  editorial: showEditorial,
  pictures: showPictures,
  graph: showGraph,
  about: showAbout,
};

/** @type {Drawn | null} */
export let shown = null;

export function render() {
  shown?.stop();
  const view = make("div", { class: `view-${choice.view}` });
  one("#view").replaceChildren(view);
  shown = SHOW[choice.view](view);
  foot();
}

/**
 * Selects an entry and goes to it.
 * @param {number} n
 */
export function goTo(n) {
  const target = shown?.reach?.(n) ?? null;
  select(n);
  target?.scrollIntoView({ block: "center" });
}

/**
 * Selects an entry where it is, or none.
 * @param {number | null} n
 */
export function select(n) {
  for (const part of all(".lit")) part.classList.remove("lit");
  choice.entry = n;
  if (n !== null) for (const part of all(`#view [data-n="${n}"]`)) part.classList.add("lit");
  foot();
}

