// The witnesses themselves, the counts by kind, and the keys.

import { choice, citedOnce, current, handOf, kindOf, shownKinds, shownWitnesses } from "./choice.js";
import { isolated, make } from "./element.js";
import { described, siglum as siglumOf } from "./sigla.js";
import { styleOf, WITNESSES } from "./record.js";

/** @import { Witness } from "./record.js" */

const KEYS = [
  ["j, k", "next, previous entry"],
  ["1 – 8", "the views, in their order"],
  ["/", "search"],
  ["Enter", "in the search: go to the next place in the text; with Shift to the one before"],
  ["b", "choose the base"],
  ["g", "graph of the chosen entry"],
  ["Esc", "unselect the entry"],
  ["?", "this list"],
];

/** @param {HTMLElement} container */
export function showAbout(container) {
  container.append(
    make("h2", {}, "Witnesses"),
    make("dl", { class: "witnesses" }, WITNESSES.flatMap(description)),
    make("h2", {}, "Summary"),
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Summary" }, summaryTable()),
    make("h2", {}, "Keys"),
    make(
      "dl",
      { class: "keys" },
      KEYS.flatMap(([key, does]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)]),
    ),
  );
  return null;
}

/** @param {Witness} witness */
function description(witness) {
  const { siglum, size, hand, about } = witness;
  const facts = [
    about.source,
    about.source.includes(about.date) ? "" : about.date,
    handOf(witness),
    `${about.extent}, ${size} ${size === 1 ? "token" : "tokens"}`,
    ...about.files,
    about.licence ? `licence: ${about.licence}` : "",
  ];
  return [
    make(
      "dt",
      { class: hand === undefined ? null : "hand" },
      make("bdi", { class: "siglum" }, siglum),
      siglum === choice.base ? make("span", { class: "tag" }, "base") : null,
    ),
    make(
      "dd",
      {},
      about.title ? isolated(about.title, { class: "work" }) : null,
      make("span", { class: "facts" }, facts.filter(Boolean).flatMap((part, k) => [k ? "; " : "", isolated(part)])),
    ),
  ];
}

/** How many entries have each kind, and how many readings of each witness. */
function countReadings() {
  /** @type {Map<string, { entries: number, readings: Map<number, number> }>} */
  const table = new Map(shownKinds().map(({ name }) => [name, { entries: 0, readings: new Map() }]));
  for (const view of current) {
    const known = view.shown.filter((r) => r.variation);
    for (const kind of new Set(known.map(kindOf))) {
      const row = table.get(kind);
      if (row) row.entries++;
    }
    for (const r of known)
      for (const w of citedOnce(r.witnesses)) {
        const readings = table.get(kindOf(r))?.readings;
        readings?.set(w, (readings.get(w) ?? 0) + 1);
      }
  }
  return table;
}

function summaryTable() {
  const against = choice.base === "none" ? [] : shownWitnesses();
  const table = countReadings();
  /** @type {(text: string) => HTMLElement} */
  const number = (text) => make("td", { class: "number" }, text);
  const rows = shownKinds().flatMap(({ name, significance }) => {
    const row = table.get(name);
    if (!row?.entries) return [];
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, make("span", { class: `k ${styleOf(name)}` }, name)),
      make("td", {}, significance),
      number(String(row.entries)),
      against.map((x) => number(String(row.readings.get(x.w) ?? "–"))),
    );
  });
  const head = make(
    "tr",
    {},
    make("th", { scope: "col" }, "kind"),
    make("th", { scope: "col" }, "significance"),
    make("th", { scope: "col", class: "number" }, "entries"),
    against.map((x) => make("th", { scope: "col", class: "number", ...described(x) }, siglumOf(x))),
  );
  const caption = against.length
    ? "Entries by kind, and the readings of each witness that differ from the lemma."
    : "Entries by kind.";
  return make(
    "table",
    { class: "plain", id: "summary" },
    make("caption", {}, caption),
    make("thead", {}, head),
    make("tbody", {}, rows),
  );
}
