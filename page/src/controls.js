// The controls: base, witnesses, search, kinds, views.

import { address, VIEWS } from "./address.js";
import { choice, counts, current, shownKinds, USUAL } from "./choice.js";
import { all, make, one } from "./element.js";
import { tellPlaces } from "./find.js";
import { described, siglum } from "./sigla.js";
import { ANY_BASE, BASES, PLACE_NAMES, styleOf, TOLD, WITNESSES } from "./record.js";

/** @import { Kind } from "./record.js" */

/** @type {Record<string, (kind: Kind) => boolean>} */
export const PRESETS = {
  all: () => true,
  usual: ({ name }) => USUAL.includes(name),
  substantive: ({ significance }) => significance === "substantive",
  accidental: ({ significance }) => significance === "accidental",
  editorial: ({ name, significance }) => significance === "editorial" && name !== PLACE_NAMES,
};
/** @type {Record<string, string>} */
const WITHOUT_WITNESS = {
  none: "none: no reading is preferred",
  majority: "majority: the reading of most witnesses",
};

/**
 * The kinds that a name in the list stands for.
 * @param {string} name
 */
export const membersOf = (name) => shownKinds().find((kind) => kind.name === name)?.members ?? [];

export function makeControls() {
  one("#base").append(...BASES.map((name) => make("option", { value: name }, WITHOUT_WITNESS[name] ?? name)));
  if (!ANY_BASE && BASES.length < 2) one("#base").after(make("span", { class: "aside" }, " the only base in this page"));
  one("#sigla").append(
    ...WITNESSES.map((x) =>
      make(
        "label",
        x.about.derived ? { class: "hand" } : {},
        make("input", { type: "checkbox", name: "witness", value: x.w, ...described(x) }),
        " ",
        siglum(x),
      ),
    ),
  );
  one("#views").append(...VIEWS.map(([name, words]) => make("a", { "data-view": name }, words)));
}

/** @type {ReturnType<typeof shownKinds> | null} */
let listed = null;
/** Lists the kinds, again if the base has others. */
function listKinds() {
  if (listed === shownKinds()) return;
  listed = shownKinds();
  one("#kinds").replaceChildren(
    ...listed.map(({ name, significance }) =>
      make(
        "li",
        {},
        make(
          "label",
          {},
          make("input", { type: "checkbox", name: "kind", value: name, "data-significance": significance }),
          " ",
          make("span", { class: `k ${styleOf(name)}` }, name),
          " ",
          make("span", { class: "count", "data-kind": name }),
        ),
      ),
    ),
  );
}

/** Makes the controls show what is chosen. */
export function updateControls() {
  listKinds();
  /** @type {HTMLSelectElement} */ (one("#base")).value = choice.base;
  /** @type {HTMLInputElement} */
  const query = one("#query");
  if (query.value !== choice.query) query.value = choice.query;
  /** @type {HTMLInputElement[]} */
  const kinds = all("input[name=kind]");
  for (const box of kinds) box.checked = membersOf(box.value).some((kind) => choice.kinds.has(kind));
  /** @type {HTMLInputElement[]} */
  const witnesses = all("input[name=witness]");
  for (const box of witnesses) {
    const w = Number(box.value);
    box.disabled = WITNESSES[w].siglum === choice.base;
    box.checked = box.disabled || choice.witnesses.has(w);
  }
  for (const count of all(".count[data-kind]")) count.textContent = String(counts.get(count.dataset.kind ?? "") ?? 0);
  for (const link of all("#views a")) {
    const view = link.dataset.view ?? "";
    link.setAttribute("href", address({ view, at: null, entry: view === "graph" ? choice.entry : null }));
    if (view === choice.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  tellPlaces();
  one("#status").textContent = `${current.length} of ${TOLD} entries shown`;
}
