// Elements of the page. Text is text: nothing is ever parsed as markup.

import { visible } from "./text.js";

/** @typedef {string | Node | null} Child */
/** @typedef {Record<string, string | number | boolean | null>} Attributes */

/**
 * An element with attributes and children; those that are null, and attributes that are null or false, are left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} attributes
 * @param {(Child | Child[])[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  element.append(...present(children.flat()));
  return element;
}

/**
 * Children without those that are null or empty.
 * @param {Child[]} children
 * @returns {(string | Node)[]}
 */
export const present = (children) => children.flatMap((child) => (child === null || child === "" ? [] : [child]));

/**
 * @param {string} text
 * @param {Attributes} attributes
 */
export const isolated = (text, attributes = {}) => make("bdi", attributes, visible(text));

/**
 * @param {string} selector
 * @param {ParentNode} root
 * @returns {HTMLElement | null}
 */
export const find = (selector, root = document) => root.querySelector(selector);

/**
 * An element that the page always has.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} selector
 * @returns {T}
 */
export function one(selector) {
  const found = /** @type {T | null} */ (document.querySelector(selector));
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} selector
 * @returns {T[]}
 */
export const all = (selector) => [.../** @type {NodeListOf<T>} */ (document.querySelectorAll(selector))];
