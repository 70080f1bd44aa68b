// The list of entries, one after another or by kind.

import { address } from "./address.js";
import { place } from "./around.js";
import { choice, counts, current, heaviest, kindOf, shownKinds } from "./choice.js";
import { cited, reasons } from "./cite.js";
import { isolated, make } from "./element.js";
import { ENTRIES, PLACE_NAMES, record, WITNESSES } from "./record.js";
import { windowed } from "./windows.js";

/** @import { View } from "./choice.js" */

const IN_A_WINDOW = 40; // entries
const MOST_NAMED = 100; // entries in a list of numbers

/**
 * For each entry the silent witnesses that are named at it: in a list, a stretch of silence is told once, at its first entry.
 * @param {View[]} views
 * @returns {Map<View, [number, string][]>}
 */
export function silencesTold(views) {
  /** @type {Map<number, number>} */
  const told = new Map();
  return new Map(
    views.map((view) => [
      view,
      view.silent.filter(([w]) => {
        const { between, start } = view.entry;
        // White space may stand behind the last column of a stretch.
        const here = WITNESSES[w].stretch(start);
        const stretch = here < 0 && between ? WITNESSES[w].stretch(start - 1) : here;
        if (stretch >= 0 && told.get(w) === stretch) return false;
        told.set(w, stretch);
        return true;
      }),
    ]),
  );
}

/**
 * @param {View} view
 * @param {[number, string][]} silent
 */
function item(view, silent = view.silent) {
  const { n } = view.entry;
  return make(
    "li",
    { id: `e${n}`, "data-n": n, class: n === choice.entry ? "lit" : null },
    make("a", { class: "n", href: address({ entry: n, view: "entries" }), "aria-label": `entry ${n}` }, String(n)),
    make("span", { class: "place" }, place(view)),
    cited(view, silent),
    make(
      "details",
      { class: "why", open: choice.reasons },
      make("summary", { "aria-label": `why, entry ${n}` }, "why"),
      make("ul", {}, reasons(view)),
    ),
  );
}

/**
 * What an editor should look at first: doubtful places, then readings that no rule could classify.
 * @param {HTMLElement} container
 */
function lookHereFirst(container) {
  /** @param {View} view */
  const link = ({ entry: { n } }) => make("a", { href: address({ entry: n, view: "entries" }) }, String(n));
  /** @type {(sentence: string, found: View[]) => void} */
  const list = (sentence, found) => {
    if (!found.length) return;
    const more = found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : "";
    const links = found.slice(0, MOST_NAMED).flatMap((view, k) => [k ? ", " : "", link(view)]);
    container.append(make("p", { class: "doubtful" }, sentence, links, more));
  };
  const doubtful = current
    .filter(({ entry }) => entry.doubt.isDoubtful)
    .sort((a, b) => b.entry.doubt.value - a.entry.doubt.value || a.entry.n - b.entry.n);
  list("Look here first: words that may stand elsewhere, the most doubtful first: ", doubtful);
  list(
    "Not classified: similar words, and no rule could decide whether they are one word or two: ",
    current.filter((v) => !v.entry.doubt.isDoubtful && v.shown.some((r) => r.variation?.unnamed)),
  );
}

/** @param {HTMLElement} container */
function listDecisions(container) {
  if (!record.decisions.length) return;
  container.append(
    make("h2", {}, "Decisions that no longer hold"),
    make(
      "ul",
      {},
      record.decisions.map(([where, what, state, why, was]) =>
        make(
          "li",
          {},
          ...[isolated(where), ": ", isolated(what), `, ${state}: `, isolated(why), ". The decision was: ", isolated(was)],
        ),
      ),
    ),
  );
}

/**
 * The entries in windows, those of a kind under its name if they are grouped.
 * @returns {{ name: string, views: View[], silences: Map<View, [number, string][]> }[]}
 */
function cutIntoWindows() {
  const runs = choice.grouped
    ? shownKinds().map(({ name }) => ({
        name,
        views: current.filter((v) => {
          const first = heaviest(v.shown);
          return first && kindOf(first) === name;
        }),
      }))
    : [{ name: "", views: current }];
  return runs.flatMap(({ name, views }) => {
    const silences = silencesTold(views);
    return Array.from({ length: Math.ceil(views.length / IN_A_WINDOW) }, (_, k) => ({
      name: k ? "" : name,
      views: views.slice(k * IN_A_WINDOW, (k + 1) * IN_A_WINDOW),
      silences,
    }));
  });
}

/** @param {HTMLElement} container */
export function showEntries(container) {
  listDecisions(container);
  container.append(make("h2", {}, "Entries"));
  lookHereFirst(container);
  container.append(
    make(
      "p",
      { class: "aside" },
      choice.base === "none"
        ? "Each entry has its readings, each with its witnesses, and then how they differ; no reading is preferred. "
        : "Before the bracket are the lemma and the witnesses that have it, after it the other readings. ",
      "A siglum links to its place in the texts. ␣ space, ⍽ no-break space, ¶ end of a line (twice: of a paragraph), ‸ no words here.",
    ),
    make("p", {}, toggle("grouped", "group by kind"), toggle("reasons", "show every reason")),
  );
  const places = choice.kinds.has(PLACE_NAMES) ? 0 : (counts.get(PLACE_NAMES) ?? 0);
  if (places)
    container.append(
      make("p", { class: "aside places" }, `not shown: ${places} ${places > 1 ? "numbers of places" : "number of a place"}`),
    );
  const cut = cutIntoWindows();
  const windows = windowed(
    container,
    cut.length,
    (k) => {
      const { name, views, silences } = cut[k];
      const list = make("ol", { class: "entries" }, views.map((view) => item(view, silences.get(view))));
      return name ? [make("h3", {}, name), list] : list;
    },
    40 * IN_A_WINDOW,
  );
  if (!current.length)
    container.append(make("p", {}, ENTRIES.length ? "No entry is selected." : "The witnesses do not differ."));
  return {
    ...windows,
    /** @param {number} n */
    reach: (n) => {
      windows.fill(cut.findIndex(({ views }) => views.some((v) => v.entry.n === n)));
      return document.getElementById(`e${n}`);
    },
  };
}

/**
 * A box that changes how a view is drawn.
 * @param {"grouped" | "reasons" | "labels" | "variants"} name
 * @param {string} label
 */
export function toggle(name, label) {
  const box = make("input", { type: "checkbox", "data-toggle": name });
  box.checked = choice[name];
  return make("label", { class: "toggle" }, box, ` ${label}`);
}
