// The interventions of editors: glosses, notes, paratext.

import { address } from "./address.js";
import { placeAt } from "./around.js";
import { shownWitnesses } from "./choice.js";
import { words } from "./cite.js";
import { make } from "./element.js";
import { siglum } from "./sigla.js";
import { onOneLine, visible } from "./text.js";
import { windowed } from "./windows.js";

/** @import { Child } from "./element.js" */
/** @import { Witness } from "./record.js" */

const IN_A_WINDOW = 50; // interventions
const HEADINGS = ["witness", "place", "role", "cause", "words", "why"];

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
  const head = HEADINGS.map((name) => make("th", { scope: "col", role: "columnheader" }, name));
  // On a small screen the rows are drawn as blocks; the roles keep them a table.
  const table = make(
    "table",
    { class: "plain interventions", role: "table" },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, head)),
    make(
      "tbody",
      { role: "rowgroup" },
      found.map(({ witness, k }) => interventionRow(witness, k)),
    ),
  );
  return make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Editorial interventions" }, table);
}

/**
 * @param {Witness} witness
 * @param {number} k
 */
function interventionRow(witness, k) {
  const [start, end, role, cause, why, within, certainty] = witness.about.interventions[k];
  const column = witness.column[Math.min(witness.about.first[k], witness.size - 1)] ?? 0;
  const text = witness.text.slice(start, end);
  /** @type {Child[][]} */
  const cells = [
    [siglum(witness)],
    [make("a", { href: address({ view: "parallel", at: column }) }, placeAt(witness, start))],
    [
      make("span", { class: `k k-${role}` }, role),
      within ? make("span", { class: "aside" }, ` within ${within}`) : null,
    ],
    [cause, certainty === "high" ? null : make("span", { class: "aside" }, ` (${certainty} certainty)`)],
    [make("div", { dir: "auto" }, words(onOneLine(text), text))],
    [visible(why)],
  ];
  return make(
    "tr",
    { role: "row" },
    cells.map((cell, c) => make("td", { role: "cell", "data-name": HEADINGS[c] }, cell)),
  );
}
