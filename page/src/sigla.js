// Sigla, each with what it stands for.

import { handOf } from "./choice.js";
import { make } from "./element.js";
import { visible } from "./text.js";

/** @import { Witness } from "./record.js" */

const LONGEST = 120; // characters of a title

/**
 * What a siglum stands for: the title and date of the witness, and whose hand it is.
 * @param {Witness} witness
 */
export function standsFor(witness) {
  const { title, date } = witness.about;
  const shown = visible(title);
  const short = shown.length > LONGEST ? `${shown.slice(0, LONGEST)} …` : shown;
  return [short, title.includes(date) ? "" : visible(date), handOf(witness)].filter(Boolean).join(", ");
}

/**
 * A description for a heading or a box that has a siglum: programs that read a page aloud pass over that of a `bdi`.
 * @param {Witness} witness
 */
export const described = (witness) => ({ title: standsFor(witness) || null });

/** @param {Witness} witness */
export const siglum = (witness) => make("bdi", { class: "siglum", title: standsFor(witness) || null }, witness.siglum);

/** @param {Witness[]} witnesses */
export const siglaOfAll = (witnesses) => witnesses.flatMap((x, k) => [k ? " " : "", siglum(x)]);

/** Shows what a siglum stands for while it has the focus, as the browser does under the pointer. */
export function listenForFocus() {
  const tip = make("div", { id: "tip", "aria-hidden": "true", hidden: true }); // a title is read aloud anyway
  document.body.append(tip);
  document.addEventListener("focusin", ({ target }) => {
    const says = target instanceof HTMLElement && target.matches("a.siglum") ? target : null;
    tip.hidden = !says?.title;
    if (!says || tip.hidden) return;
    tip.textContent = says.title;
    const { left, top, bottom } = says.getBoundingClientRect(),
      { width, height } = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    tip.style.top = `${bottom + height + 12 > innerHeight ? top - height - 6 : bottom + 6}px`;
  });
  document.addEventListener("focusout", () => {
    tip.hidden = true;
  });
  document.addEventListener("scroll", () => {
    tip.hidden = true;
  });
}
