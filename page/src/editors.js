// The interventions of editors: glosses, notes, paratext.

import { address } from "./address.js";
import { shownWitnesses } from "./choice.js";
import { words } from "./cite.js";
import { make } from "./element.js";
import { visible } from "./text.js";
import { windowed } from "./windows.js";

/** @import { Witness } from "./record.js" */

const IN_A_WINDOW = 50; // interventions
const HEADINGS = ["witness", "line", "role", "cause", "words", "why"];

/** @param {HTMLElement} container */
export function showEditorial(container) {
  container.append(
    make("h2", {}, "Editorial interventions"),
    make(
      "p",
      { class: "aside" },
      "Words of editors in each witness: glosses, notes and paratext. They were found without comparing witnesses.",
    ),
  );
  const found = shownWitnesses().flatMap((witness) => witness.about.interventions.map((_, k) => ({ witness, k })));
  if (!found.length) container.append(make("p", {}, "There are none in the witnesses shown."));
  return windowed(
    container,
    Math.ceil(found.length / IN_A_WINDOW),
    (k) => interventionTable(found.slice(k * IN_A_WINDOW, (k + 1) * IN_A_WINDOW)),
    1800,
  );
}

/** @param {{ witness: Witness, k: number }[]} found */
function interventionTable(found) {
  const head = HEADINGS.map((name) => make("th", { scope: "col" }, name));
  return make(
    "table",
    { class: "plain" },
    make("thead", {}, make("tr", {}, head)),
    make(
      "tbody",
      {},
      found.map(({ witness, k }) => interventionRow(witness, k)),
    ),
  );
}

/**
 * @param {Witness} witness
 * @param {number} k
 */
function interventionRow(witness, k) {
  const [start, end, role, cause, why, within, certainty] = witness.about.interventions[k];
  const column = witness.column[Math.min(witness.about.first[k], witness.size - 1)] ?? 0;
  return make(
    "tr",
    {},
    make("td", {}, make("bdi", { class: "siglum" }, witness.siglum)),
    make(
      "td",
      { class: "number" },
      make("a", { href: address({ view: "parallel", at: column }) }, String(witness.line(start))),
    ),
    make(
      "td",
      {},
      make("span", { class: `k k-${role}` }, role),
      within ? make("span", { class: "aside" }, ` within ${within}`) : null,
    ),
    make("td", {}, cause, certainty === "high" ? null : make("span", { class: "aside" }, ` (${certainty})`)),
    make("td", { dir: "auto" }, words(witness.text.slice(start, end).replace(/\s+/g, " "))),
    make("td", {}, visible(why)),
  );
}
