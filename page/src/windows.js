// Long lists are made in windows: a part that is far from the screen is an empty box of about its height.

import { make } from "./element.js";

/**
 * A list that is drawn in windows: `fill` makes one; `all` makes all of them, or the first `most`, and returns the next.
 * @typedef {object} Windows
 * @property {(k: number) => HTMLElement | undefined} fill
 * @property {(most?: number) => HTMLElement | undefined} all
 * @property {number} count
 * @property {() => void} stop
 */

const MARGIN = "1500px"; // how far from the screen a window is filled
const MOST = 400; // windows that stay filled at once, on screen or not

/**
 * What stands on paper where a long view is cut.
 * @param {number} printed
 * @param {number} count
 */
export const endOfPrint = (printed, count) =>
  `The print ends here. It has ${printed} of ${count} parts, because the work is too long for one print. ` +
  "Choose fewer kinds or search for words to print less; or write a printed edition: collate report --format latex.";

/**
 * Fills a container with `count` windows, each made by `build` when it comes near.
 * @param {HTMLElement} container
 * @param {number} count
 * @param {(k: number) => Node | Node[]} build
 * @param {number} height
 * @returns {Windows}
 */
export function windowed(container, count, build, height) {
  /** @type {HTMLElement[]} */
  const boxes = [];
  /** @type {Set<number>} */
  const filled = new Set();
  /** @param {number} k */
  const put = (k) => {
    const box = boxes[k];
    if (!box || filled.has(k)) return box;
    box.append(...[build(k)].flat());
    box.style.minHeight = "";
    filled.add(k);
    return box;
  };
  /** @param {number} k */
  const fill = (k) => {
    const box = put(k);
    if (filled.size > MOST) empty([...filled][0]);
    return box;
  };
  const all = (most = count) => {
    for (let k = 0; k < Math.min(most, count); k++) put(k);
    return boxes[most];
  };
  /** @param {number} k */
  const empty = (k) => {
    const box = boxes[k],
      { top, bottom, height: tall } = box.getBoundingClientRect();
    if (bottom > -4000 && top < innerHeight + 4000) return;
    box.style.minHeight = `${tall}px`;
    box.replaceChildren();
    filled.delete(k);
  };
  const watcher = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen)
        if (isIntersecting) fill(boxes.indexOf(/** @type {HTMLElement} */ (target)));
    },
    { rootMargin: `${MARGIN} 0px` },
  );
  for (let k = 0; k < count; k++) {
    const box = make("div", { class: "window" });
    box.style.minHeight = `${height}px`;
    boxes.push(box);
    watcher.observe(box);
  }
  container.append(...boxes);
  for (let k = 0; k < Math.min(2, count); k++) fill(k); // the first windows are drawn at once
  return { fill, all, count, stop: () => watcher.disconnect() };
}
