// Elements of pictures.

import { make } from "./element.js";

/** @import { Attributes } from "./element.js" */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Attributes} attributes
 * @param {(string | Node | (string | Node)[])[]} children
 */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children.flat());
  return element;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {Attributes} more
 */
export const label = (x, y, text, more = {}) => draw("text", { x, y, ...more }, text);

/**
 * @param {string} title
 * @param {number} width
 * @param {number} height
 * @param {(string | Node | (string | Node)[])[]} parts
 */
export const picture = (title, width, height, ...parts) =>
  draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": title }, ...parts);

/**
 * Adds a picture with its heading and what it says.
 * @param {HTMLElement} container
 * @param {string} heading
 * @param {string} says
 * @param {Node} svg
 */
export const titled = (container, heading, says, svg) =>
  container.append(
    make(
      "figure",
      {},
      make("h3", {}, heading),
      make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": heading }, svg),
      make("figcaption", { class: "aside" }, says),
    ),
  );
