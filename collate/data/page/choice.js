// What the reader has chosen, and which readings are shown because of it.

const choice = {
  view: "text",
  base: record.base,
  witnesses: new Set(WITNESSES.map((x) => x.w)),
  kinds: new Set(),
  query: "",
  grouped: false,
  reasons: false,
  labels: false,
  at: null,
};
const OCCURRING = KINDS.filter(({ name }) => VARIATIONS.some((v) => v.kind === name));
const USUAL = OCCURRING.map(({ name }) => name).filter((name) => name !== "typography" && name !== PLACE_NAMES);
choice.kinds = new Set(USUAL);

const baseWitness = () => WITNESSES.find((x) => x.siglum === choice.base) ?? null;
// The witness whose text is shown if there is no base: the first that is shown.
const leading = () => baseWitness() ?? WITNESSES.find((x) => choice.witnesses.has(x.w)) ?? WITNESSES[0];
const isShown = (w) => choice.witnesses.has(w) || WITNESSES[w].siglum === choice.base;
const shownWitnesses = () => WITNESSES.filter((x) => isShown(x.w));
const sigla = (group) => group.map((w) => WITNESSES[w].siglum);
// By code points, as the engine orders texts: the units of UTF-16 put signs beyond them before the last of the others.
function compare(a, b) {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  if (i && /[\udc00-\udfff]/.test((a[i] ?? "") + (b[i] ?? ""))) i--;
  const sign = (text, at) => text.codePointAt(at) ?? -1;
  return sign(a, i) - sign(b, i) || sign(a, i + 1) - sign(b, i + 1);
}

// An entry against the chosen base: the group of the lemma, and the variations of the others.
function seen(entry) {
  const groups = entry.groups.map((group) => group.filter(isShown));
  const here = groups.map((_, g) => g).filter((g) => groups[g].length);
  const lemma = lemmaGroup(groups, entry);
  const readings = [];
  const base = baseWitness()?.w ?? null;
  const add = (i, j) => {
    const number = entry.variation(i, j, base);
    if (number === UNKNOWN && lemma < 0 && entry.variation(j, i) >= 0) return add(j, i); // the pair in the other direction
    if (number === HIDDEN) return;
    readings.push({
      from: i,
      group: j,
      witnesses: groups[j],
      variation: number === UNKNOWN ? null : VARIATIONS[number],
    });
  };
  if (lemma >= 0) {
    for (const g of here) if (g !== lemma) add(lemma, g);
  } else {
    const texts = new Map(here.map((g) => [g, entry.text(entry.groups[g][0])]));
    const ordered = [...here].sort((a, b) => compare(texts.get(a), texts.get(b)));
    ordered.forEach((i, k) => ordered.slice(k + 1).forEach((j) => add(i, j)));
  }
  return { entry, groups, here, lemma, readings, silent: entry.silent.filter(([w]) => isShown(w)) };
}

// Copies of one witness are one voice.
const voices = (group) => new Set(group.map((w) => WITNESSES[w].copyOf ?? w)).size;

function lemmaGroup(groups, entry) {
  if (choice.base === "none") return -1;
  if (choice.base !== "majority")
    return groups.findIndex((group) => group.some((w) => WITNESSES[w].siglum === choice.base));
  // First it is asked whether most texts have words here, then which.
  const has = (group) => group.length && entry.text(group[0]) !== "";
  const count = (chosen) => chosen.reduce((sum, group) => sum + voices(group), 0);
  const most = 2 * count(groups.filter(has)) > count(groups.filter((group) => group.length));
  let best = -1;
  groups.forEach((group, g) => {
    if (!group.length || (most && !has(group))) return;
    const more = best < 0 ? 1 : voices(group) - voices(groups[best]);
    if (more > 0 || (more === 0 && compare(entry.text(group[0]), entry.text(groups[best][0])) < 0)) best = g;
  });
  return best;
}

// All entries as shown, computed again if base or witnesses change; the selected ones, after every change. The other
// place of a move is marked in the texts if the move is selected, but not listed or counted again.
let views = [];
let current = [];
let counts = new Map();
const kindOf = (reading) => reading.variation?.kind ?? "unknown"; // unknown where it was compared against another base
const isChosen = (reading) => !reading.variation || choice.kinds.has(reading.variation.kind);

function heaviest(readings) {
  return readings.reduce(
    (best, r) => (!best || (r.variation?.weight ?? 0) > (best.variation?.weight ?? 0) ? r : best),
    null,
  );
}

function recomputeViews() {
  views = ENTRIES.map(seen).filter((view) => view.readings.length);
  for (const view of views) view.words = null;
}

function searchable(view) {
  const { entry, groups, here } = view;
  const texts = here.map((g) => visible(entry.text(groups[g][0])));
  return folded([entry.n, ...texts, ...view.readings.map(kindOf), ...here.flatMap((g) => sigla(groups[g]))].join(" "));
}

function selectEntries() {
  const wanted = folded(choice.query.trim());
  counts = new Map(OCCURRING.map(({ name }) => [name, 0]));
  current = [];
  const echoes = [];
  for (const view of views) {
    if (view.entry.told) {
      view.shown = view.readings.filter(isChosen);
      echoes.push(view);
      continue;
    }
    if (wanted && !(view.words ??= searchable(view)).includes(wanted)) continue;
    for (const kind of new Set(view.readings.map(kindOf))) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    view.shown = view.readings.filter(isChosen);
    if (view.shown.length) current.push(view);
  }
  byEntry = new Map(current.map((view) => [view.entry.n, view]));
  for (const view of echoes) if (view.shown.length && byEntry.has(view.entry.told)) byEntry.set(view.entry.n, view);
}
let byEntry = new Map();

// The words around an entry in the text that is read, its line there, and how often the lemma occurs in that line.
function around(view) {
  const speaker = view.lemma >= 0 ? speaking(view) : WITNESSES[view.groups[view.here[0]][0]];
  const { entry } = view,
    first = speaker.before(entry.start),
    last = speaker.before(entry.stop);
  const [start, end] = entry.span(speaker.w);
  const from = speaker.starts[Math.max(0, first - NEIGHBOURS)] ?? 0,
    to = speaker.ends[Math.min(last + NEIGHBOURS, speaker.size) - 1] ?? end;
  const line = (text) => text.replace(/\s+/g, " ");
  const before = line(speaker.text.slice(Math.min(from, start), start)),
    after = line(speaker.text.slice(end, Math.max(to, end)));
  return { speaker, first, last, line: speaker.line(start), file: speaker.file(start), places: speaker.where(start), before, after };
}
function speaking(view) {
  const base = baseWitness(),
    group = view.groups[view.lemma];
  return base && group.includes(base.w) ? base : WITNESSES[group[0]];
}
function occurrence(view, cited = null) {
  const { speaker, ...at } = around(view);
  const first = cited?.low ?? at.first,
    last = cited?.high ?? at.last,
    line = cited ? speaker.line(speaker.starts[first]) : at.line;
  if (first === last) return 1;
  const lemma = speaker.words(first, last);
  let count = 1;
  for (let i = first - 1; i >= 0 && speaker.line(speaker.starts[i]) === line; i--) {
    if (
      i + last - first <= speaker.size &&
      speaker.word(i) === speaker.word(first) &&
      speaker.words(i, i + last - first) === lemma
    )
      count++;
  }
  return count;
}
