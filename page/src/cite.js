// An entry as an apparatus prints it: the lemma, a bracket, the readings.

import { address } from "./address.js";
import { around, occurrence, placeAt } from "./around.js";
import { choice, citedOnce, isShown, sigla, undirectedName } from "./choice.js";
import { citedWithWord } from "./cited.js";
import { isolated, make, present } from "./element.js";
import { entriesNear, LANGUAGE, PLACE_NAMES, record, styleOf, WITNESSES } from "./record.js";
import { siglaOfAll, siglum, standsFor } from "./sigla.js";
import { visible } from "./text.js";

/** @import { Child } from "./element.js" */
/** @import { Reading, View } from "./choice.js" */
/** @import { Entry, OtherPlace, Variation, Witness } from "./record.js" */

const LONG = 160; // characters of a reading that is folded up
const MOST_SILENT = 3; // witnesses that are named one by one

/**
 * @param {Entry} entry
 * @param {number[]} group
 */
const siglaOf = (entry, group) =>
  citedOnce(group).flatMap((w, k) => [
    k ? " " : "",
    make(
      "a",
      {
        class: "siglum",
        href: address({ entry: entry.n, view: "parallel" }),
        title: [standsFor(WITNESSES[w]), "in its place in the texts"].filter(Boolean).join("; "),
      },
      make("bdi", {}, WITNESSES[w].siglum),
    ),
  ]);

/**
 * @param {boolean} between
 * @param {string} word
 */
const nothing = (between, word) => make("i", { class: "nothing" }, between ? "no space" : word);

/**
 * Words of a reading; many are folded up, and show their lines when they are unfolded.
 * @param {string} text
 * @param {string} inLines the same words as the witness has them
 */
export function words(text, inLines = text) {
  const shown = visible(text);
  if (shown.length <= LONG) return make("bdi", LANGUAGE, shown);
  const parts = shown.split(/\s+/);
  const ends =
    parts.length > 9 ? `${parts.slice(0, 5).join(" ")} … ${parts.slice(-3).join(" ")}` : `${shown.slice(0, 60)} …`;
  return make(
    "details",
    { class: "long" },
    make("summary", {}, make("bdi", LANGUAGE, ends)),
    make("bdi", { class: "lines", ...LANGUAGE }, inLines.trim().split(/\r\n?|\n/).map(visible).join("\n")),
  );
}

/**
 * The kind of a reading, and what is said of it; `isDirected` if it differs from a lemma.
 * @param {Variation | null} variation
 * @param {boolean} isDirected
 */
function variationParts(variation, isDirected = true) {
  if (!variation) return [make("span", { class: "aside" }, `compared only against ${record.base}`)];
  const { cause, also, within, certainty, decision } = variation;
  const kind = isDirected ? variation.kind : undirectedName(variation.kind);
  return [
    make("span", { class: `kind k ${styleOf(kind)}` }, cause && kind !== PLACE_NAMES ? `${kind} (${cause})` : kind),
    also.length
      ? make("span", { class: "aside" }, ` also ${also.map((k) => (isDirected ? k : undirectedName(k))).join(", ")}`)
      : null,
    within ? make("span", { class: "aside" }, ` within ${within}`) : null,
    certainty !== "high" ? make("span", { class: "aside certainty" }, `${certainty} certainty`) : null,
    decision ? make("span", { class: "aside" }, " by decision") : null,
  ];
}

/**
 * Why each reading that is shown is of its kind, an item for each; and how sure it is that the words belong together.
 * @param {View} view
 */
export const reasons = (view) => [
  ...view.shown.flatMap((r) => {
    const { variation } = r;
    if (!variation) return [];
    /** @param {Variation} v */
    const ruleName = (v) => (view.lemma < 0 ? undirectedName(v.rule) : v.rule); // some have the name of their kind
    const witnesses = [...(view.lemma >= 0 ? [] : citedOnce(view.groups[r.from])), ...citedOnce(r.witnesses)];
    return make(
      "li",
      {},
      ...siglaOfAll(witnesses.map((w) => WITNESSES[w])),
      " ",
      make("bdi", {}, visible((view.lemma < 0 ? variation.undirected : variation.why) || "no reason given")),
      variation.rule
        ? make("span", { class: "rule" }, ` rule ${ruleName(variation)}, ${variation.certainty} certainty`)
        : null,
    );
  }),
  ...(view.entry.doubt.meaning && !view.entry.doubt.isDoubtful ? [make("li", {}, view.entry.doubt.meaning)] : []),
];

/** @typedef {ReturnType<typeof citedWithWord>} Marks */

/**
 * The words of the lemma with those around them, its witnesses, and the bracket.
 * @param {View} view
 * @param {Marks} marks
 * @returns {Child[]}
 */
function lemmaParts(view, marks) {
  const { entry, groups, lemma } = view;
  const { speaker, ...context } = around(view);
  const text = marks?.first.text ?? entry.text(speaker.w),
    word = marks?.first.word ?? "",
    times = occurrence(view, marks?.first);
  let { before, after } = context;
  if (marks?.isBefore) before = before.endsWith(word) ? before.slice(0, -word.length) : "";
  else if (marks) after = after.startsWith(word) ? after.slice(word.length) : "";
  const body = text ? words(text, speaker.text.slice(...entry.span(speaker.w))) : entry.between ? nothing(true, "") : make("span", { title: "nothing here" }, "‸");
  return [
    make(
      "div",
      { class: "passage", dir: "auto", ...LANGUAGE },
      before ? make("span", { class: "context" }, `…${visible(before)}`) : null,
      make("div", { class: "lemma" }, body),
      times > 1 ? make("sup", { title: "occurrence in its line" }, String(times)) : null,
      entry.between || !text ? make("span", { class: "context" }, `${visible(after)}…`) : null,
    ),
    " ",
    ...siglaOf(entry, groups[lemma]),
    " ",
    make("span", { class: "bracket" }, "]"),
    " ",
  ];
}

/**
 * A reading as it is cited after the bracket.
 * @param {View} view
 * @param {Reading} r
 * @param {Marks} marks
 */
function readingParts({ entry, groups }, r, marks, mark = "") {
  const own = marks?.readings.get(r.group);
  const reading = own ?? entry.text(groups[r.group][0]);
  const isBare = own === undefined;
  const lacks = marks && mark && isBare && r.variation?.kind !== "transposition";
  return make(
    "div",
    { class: "reading" },
    reading && !mark && !entry.between && isBare ? make("i", { class: "nothing" }, "add. ") : null,
    reading ? words(reading, textInLines(entry, groups[r.group][0])) : nothing(entry.between, "om."),
    lacks ? [make("i", { class: "nothing" }, reading ? " pro " : " "), words(mark)] : null,
    " ",
    ...siglaOf(entry, groups[r.group]),
    " ",
    ...variationParts(r.variation),
  );
}

/**
 * @param {Entry} entry
 * @param {number} w
 */
const textInLines = (entry, w) => WITNESSES[w].text.slice(...entry.span(w));

/**
 * All readings, and then the variations of their pairs.
 * @param {View} view
 * @param {Marks} marks
 * @returns {Child[]}
 */
function pairParts({ entry, groups, here, shown }, marks) {
  const readings = here.flatMap((g, k) => {
    const text = marks?.readings.get(g) ?? entry.text(groups[g][0]);
    return [
      make(
        "div",
        { class: "reading" },
        make(
          "div",
          { class: "lemma" },
          text ? words(text, textInLines(entry, groups[g][0])) : nothing(entry.between, "nothing"),
        ),
        " ",
        ...siglaOf(entry, groups[g]),
      ),
      k + 1 < here.length ? " : " : " ",
    ];
  });
  const pairs = shown.flatMap((r, k) => [
    make(
      "span",
      { class: "pair" },
      shown.length > 1
        ? make("span", { class: "aside" }, `${sigla(groups[r.from]).join(" ")} – ${sigla(groups[r.group]).join(" ")} `)
        : null,
      ...variationParts(r.variation, false),
    ),
    k + 1 < shown.length ? "; " : "",
  ]);
  return [...readings, ...pairs];
}

/**
 * Lemma, bracket, readings; or all readings and the variations of their pairs.
 * @param {View} view
 * @param {[number, string][]} silent the witnesses that are named as silent
 */
export function cited(view, silent = view.silent) {
  const { entry, lemma, shown } = view;
  const marks = citedWithWord(view);
  const line = make("div", { class: "line" });
  if (lemma >= 0) {
    const mark = entry.text(around(view).speaker.w);
    line.append(...present(lemmaParts(view, marks)));
    shown.forEach((r, k) => line.append(readingParts(view, r, marks, mark), k + 1 < shown.length ? "; " : ""));
  } else line.append(...present(pairParts(view, marks)));
  line.append(...silences(silent));
  if (entry.moved) line.append(make("span", { class: "aside" }, " moved: ", isolated(entry.moved), movedLinks(entry)));
  const { meaning, isDoubtful } = entry.doubt;
  if (isDoubtful) line.append(make("span", { class: "aside" }, ` doubtful: ${meaning}`));
  line.append(...present([said(view), images(view)]));
  return line;
}

/**
 * The witnesses that are not extant; many are folded up.
 * @param {[number, string][]} silent
 */
function silences(silent) {
  /** @type {Map<string, Witness[]>} */
  const byReason = new Map();
  for (const [w, why] of silent) byReason.set(why, [...(byReason.get(why) ?? []), WITNESSES[w]]);
  return [...byReason].flatMap(([why, witnesses]) =>
    why === "omits" // of white space: a word beside it is not there
      ? make("span", { class: "aside silent" }, " not in ", ...siglaOfAll(witnesses))
      : witnesses.length > MOST_SILENT
      ? make(
          "details",
          { class: "long aside silent" },
          make("summary", {}, `${witnesses.length} witnesses ${why}`),
          ...siglaOfAll(witnesses),
        )
      : witnesses.map((x) => make("span", { class: "aside silent" }, " ", siglum(x), ` ${why}`)),
  );
}

/**
 * Links to the places of words that have moved, each in a witness that has them there.
 * @param {Entry} entry
 */
function movedLinks(entry) {
  const elsewhere = entry.otherPlaces.flatMap(([, , having]) => having);
  const have = entry.groups.flat().filter((w) => entry.text(w) && !elsewhere.includes(w));
  /** @type {OtherPlace} */
  const here = [entry.start, entry.stop, have];
  /** @type {Map<string, Node>} */
  const links = new Map(); // by what they say: words that moved in pieces have one link to a line
  for (const [start, stop, having] of [here, ...entry.otherPlaces]) {
    const shown = having.filter(isShown);
    const witness = WITNESSES[shown.find((v) => WITNESSES[v].siglum === choice.base) ?? shown[0]];
    if (!witness) continue;
    const where = placeAt(witness, witness.starts[witness.before(start)]);
    if (links.has(`${witness.siglum} ${where}`)) continue;
    const there = start === here[0] ? entry.n : entryOfMove(start, stop, entry);
    const href = address({ entry: there, view: "parallel", at: start });
    links.set(`${witness.siglum} ${where}`, make("a", { href, class: "moved" }, siglum(witness), ` ${where}`));
  }
  return links.size > 1 ? make("span", {}, "; the places: ", ...listed([...links.values()])) : null;
}

/**
 * The number of the entry that tells of moved words in columns [start, stop); that of `entry` if no other one does.
 * @param {number} start
 * @param {number} stop
 * @param {Entry} entry
 */
const entryOfMove = (start, stop, entry) =>
  entriesNear(start, stop).find((e) => e.moved && e.start < stop && e.stop > start)?.toldBy ?? entry.n;

/**
 * What the sources say of the words of an entry.
 * @param {View} view
 */
function said({ entry }) {
  const found = entry.groups
    .flat()
    .flatMap((w) => WITNESSES[w].said(...entry.span(w)).map(([text, label]) => ({ w, text, label })));
  if (!found.length) return null;
  return make(
    "ul",
    { class: "said aside" },
    found.map(({ w, text, label }) =>
      make("li", {}, siglum(WITNESSES[w]), " ", words(text), " ", isolated(label)),
    ),
  );
}

/**
 * Links to images. The page itself loads none of them.
 * @param {Witness} witness
 * @param {string[]} addresses
 */
export const imageLinks = (witness, addresses) =>
  [...new Set(addresses)].map((at) =>
    make(
      "a",
      { class: "image", href: at, target: "_blank", rel: "noreferrer noopener", title: visible(at) },
      "image of ",
      make("bdi", {}, witness.siglum),
    ),
  );

/** @param {Node[]} links */
export const listed = (links) => links.flatMap((link, k) => [k ? ", " : "", link]);

/** @param {View} view */
function images({ entry }) {
  const links = entry.groups.flat().flatMap((w) => imageLinks(WITNESSES[w], WITNESSES[w].imagesAt(...entry.span(w))));
  return links.length ? make("p", { class: "images aside" }, listed(links)) : null;
}
