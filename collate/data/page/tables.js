// The alignment as a table, the editors' interventions, and the witnesses themselves.

const ACROSS = 12; // columns of the alignment in a block
const BLOCKS_IN_A_WINDOW = 12;

function showTable(container) {
  const witnesses = shownWitnesses();
  container.append(
    make("h2", {}, "Alignment"),
    make(
      "p",
      { class: "aside" },
      "Each column holds words that are aligned, each row a witness. ",
      make("span", { class: "gap" }, "–"),
      " a witness that has no words there; ",
      make("span", { class: "silence" }, "lac."),
      " one that is not extant there.",
    ),
  );
  const blocks = Math.ceil(record.columns / ACROSS);
  const windows = windowed(
    container,
    Math.ceil(blocks / BLOCKS_IN_A_WINDOW),
    (k) => {
      const found = [];
      for (let b = k * BLOCKS_IN_A_WINDOW; b < Math.min(blocks, (k + 1) * BLOCKS_IN_A_WINDOW); b++)
        found.push(block(b * ACROSS, Math.min(record.columns, (b + 1) * ACROSS), witnesses));
      return found;
    },
    BLOCKS_IN_A_WINDOW * (witnesses.length + 2) * 28,
  );
  const reachColumn = (column) => {
    windows.fill(Math.floor(column / ACROSS / BLOCKS_IN_A_WINDOW));
    return container.querySelector(`[data-column="${column}"]`);
  };
  return {
    ...windows,
    reachColumn,
    reach: (n) => reachColumn(Math.max(0, BY_NUMBER.get(n).start - (BY_NUMBER.get(n).between ? 1 : 0))),
  };
}

function block(start, stop, witnesses) {
  const views = entriesNear(start, stop)
    .map((entry) => byEntry.get(entry.n))
    .filter((view) => view && !view.entry.between);
  const at = (column) => views.find(({ entry }) => entry.start <= column && column < entry.stop);
  const columns = Array.from({ length: stop - start }, (_, k) => start + k);
  const head = make(
    "tr",
    {},
    make("td", {}),
    columns.map((c) => {
      const view = at(c);
      return make(
        "th",
        { scope: "col", "data-column": c, class: view?.entry.toldBy === chosen && chosen ? "lit" : null },
        view && view.entry.start === c
          ? make(
              "a",
              { href: address({ entry: view.entry.toldBy, view: "table" }), "data-n": view.entry.toldBy },
              String(view.entry.toldBy),
            )
          : make("span", { class: "aside" }, view ? String(view.entry.toldBy) : "·"),
      );
    }),
  );
  const body = witnesses.map((x) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, make("bdi", { class: "siglum" }, x.siglum)),
      columns.map((c) => cell(x, c, at(c))),
    ),
  );
  return make(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": `columns ${start + 1} to ${stop}` },
    make("table", { class: "alignment" }, make("thead", {}, head), make("tbody", {}, body)),
  );
}

function cell(witness, column, view) {
  const i = witness.before(column);
  if (witness.column[i] !== column) {
    const silence = witness.silence(column);
    return make(
      "td",
      { class: silence ? "silence" : "gap" },
      silence ? ({ lacuna: "lac.", absent: "abs.", illegible: "illeg." }[silence] ?? silence) : "–",
    );
  }
  const mark = view && marked(view, witness.w);
  return make(
    "td",
    {},
    make(
      "bdi",
      { ...LANGUAGE, class: mark ? `k ${styleOf(mark.kind)}` : null, title: mark ? `${mark.n} ${mark.kind}` : null },
      visible(witness.word(i)),
    ),
  );
}

function showEditorial(container) {
  container.append(
    make("h2", {}, "Editorial interventions"),
    make(
      "p",
      { class: "aside" },
      "Words of editors in each witness: glosses, notes and paratext. They were found without comparing witnesses.",
    ),
  );
  const found = shownWitnesses().flatMap((x) =>
    x.interventions.map((intervention, k) => [x, intervention, x.column[Math.min(x.first[k], x.size - 1)] ?? 0]),
  );
  if (!found.length) container.append(make("p", {}, "There are none in the witnesses shown."));
  const size = 50;
  return windowed(
    container,
    Math.ceil(found.length / size),
    (k) =>
      make(
        "table",
        { class: "plain" },
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            ["witness", "line", "role", "cause", "words", "why"].map((name) => make("th", { scope: "col" }, name)),
          ),
        ),
        make(
          "tbody",
          {},
          found
            .slice(k * size, (k + 1) * size)
            .map(([x, [start, end, role, cause, why, within, certainty], column]) =>
              make(
                "tr",
                {},
                make("td", {}, make("bdi", { class: "siglum" }, x.siglum)),
                make(
                  "td",
                  { class: "number" },
                  make("a", { href: address({ view: "parallel", at: column }) }, String(x.line(start))),
                ),
                make(
                  "td",
                  {},
                  make("span", { class: `k k-${role}` }, role),
                  within ? make("span", { class: "aside" }, ` within ${within}`) : null,
                ),
                make("td", {}, cause, certainty === "high" ? null : make("span", { class: "aside" }, ` (${certainty})`)),
                make("td", { dir: "auto" }, words(x.text.slice(start, end).replace(/\s+/g, " "))),
                make("td", {}, visible(why)),
              ),
            ),
        ),
      ),
    1800,
  );
}

function showAbout(container) {
  container.append(
    make("h2", {}, "Witnesses"),
    make(
      "dl",
      { class: "witnesses" },
      WITNESSES.flatMap((x) => [
        make(
          "dt",
          { class: x.hand === undefined ? null : "hand" },
          make("bdi", { class: "siglum" }, x.siglum),
          x.siglum === choice.base ? make("span", { class: "tag" }, "base") : null,
        ),
        make(
          "dd",
          {},
          x.title ? make("bdi", { class: "work" }, visible(x.title)) : null,
          make(
            "span",
            { class: "facts" },
            [
              x.source,
              x.source.includes(x.date) ? "" : x.date,
              handOf(x),
              `${x.extent}, ${x.size} ${x.size === 1 ? "token" : "tokens"}`,
              ...x.files,
              x.licence ? `licence: ${x.licence}` : "",
            ]
              .filter(Boolean)
              .flatMap((part, k) => [k ? "; " : "", isolated(part)]),
          ),
        ),
      ]),
    ),
    make("h2", {}, "Summary"),
  );
  const against = choice.base === "none" ? [] : shownWitnesses();
  const table = new Map(OCCURRING.map(({ name }) => [name, { entries: 0, readings: new Map() }]));
  for (const view of current) {
    const known = view.shown.filter((r) => r.variation);
    for (const kind of new Set(known.map(kindOf))) table.get(kind).entries++;
    for (const r of known)
      for (const w of citedOnce(r.witnesses))
        table.get(kindOf(r)).readings.set(w, (table.get(kindOf(r)).readings.get(w) ?? 0) + 1);
  }
  container.append(
    make(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Summary" },
      make(
        "table",
        { class: "plain", id: "summary" },
        make(
          "caption",
          {},
          against.length
            ? "Entries by kind, and the readings of each witness that differ from the lemma."
            : "Entries by kind.",
        ),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "col" }, "kind"),
            make("th", { scope: "col" }, "significance"),
            make("th", { scope: "col", class: "number" }, "entries"),
            against.map((x) =>
              make("th", { scope: "col", class: "number" }, make("bdi", { class: "siglum" }, x.siglum)),
            ),
          ),
        ),
        make(
          "tbody",
          {},
          OCCURRING.filter(({ name }) => table.get(name).entries).map(({ name, significance }) =>
            make(
              "tr",
              {},
              make("th", { scope: "row" }, make("span", { class: `k ${styleOf(name)}` }, name)),
              make("td", {}, significance),
              make("td", { class: "number" }, String(table.get(name).entries)),
              against.map((x) => make("td", { class: "number" }, String(table.get(name).readings.get(x.w) ?? "–"))),
            ),
          ),
        ),
      ),
    ),
  );
  container.append(
    make("h2", {}, "Keys"),
    make(
      "dl",
      { class: "keys" },
      KEYS.flatMap(([key, does]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)]),
    ),
  );
  return null;
}
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
