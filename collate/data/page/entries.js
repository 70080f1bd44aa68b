// Entries as an apparatus prints them, one after another or by kind; the foot shows the chosen one.

const LONG = 160; // characters of a reading that is folded up
const IN_A_WINDOW = 40; // entries

const siglaOf = (entry, group) =>
  group.flatMap((w, k) => [
    k ? " " : "",
    make(
      "a",
      { class: "siglum", href: address({ entry: entry.n, view: "parallel" }), title: "in its place in the texts" },
      make("bdi", {}, WITNESSES[w].siglum),
    ),
  ]);
const nothing = (between, word) => make("i", { class: "nothing" }, between ? "no space" : word);

function words(text) {
  const shown = visible(text);
  if (shown.length <= LONG) return make("bdi", LANGUAGE, shown);
  const parts = shown.split(/\s+/);
  const ends =
    parts.length > 9 ? `${parts.slice(0, 5).join(" ")} … ${parts.slice(-3).join(" ")}` : `${shown.slice(0, 60)} …`;
  return make(
    "details",
    { class: "long" },
    make("summary", {}, make("bdi", LANGUAGE, ends)),
    make("bdi", LANGUAGE, shown),
  );
}

function variationParts(variation) {
  if (!variation) return [make("span", { class: "aside" }, `compared only against ${record.base}`)];
  const { kind, cause, also, within, certainty, decision } = variation;
  return [
    make("span", { class: `kind k ${styleOf(kind)}` }, cause && kind !== PLACE_NAMES ? `${kind} (${cause})` : kind),
    also.length ? make("span", { class: "aside" }, ` also ${also.join(", ")}`) : null,
    within ? make("span", { class: "aside" }, ` within ${within}`) : null,
    certainty !== "high" ? make("span", { class: "aside certainty" }, `${certainty} certainty`) : null,
    decision ? make("span", { class: "aside" }, " by decision") : null,
  ];
}

function reason(witnesses, variation) {
  if (!variation) return null;
  return make(
    "li",
    {},
    make("bdi", { class: "siglum" }, sigla(witnesses).join(" ")),
    " ",
    make("bdi", {}, visible(variation.why || "no reason given")),
    variation.rule
      ? make("span", { class: "rule" }, ` rule ${variation.rule}, ${variation.certainty} certainty`)
      : null,
  );
}

// Lemma, bracket, readings; or all readings and the variations of their pairs.
function cited(view, readings = view.shown) {
  const { entry, groups, lemma } = view;
  const marks = citedWithWord(view);
  const text = (g) => marks?.readings.get(g) ?? entry.text(groups[g][0]);
  const line = make("div", { class: "line" });
  if (lemma >= 0) {
    const { speaker, ...context } = around(view),
      mark = entry.text(speaker.w),
      words_ = marks?.first.text ?? mark,
      times = occurrence(view, marks?.first);
    const { word } = marks?.first ?? { word: "" };
    let { before, after } = context;
    if (marks?.isBefore) before = before.endsWith(word) ? before.slice(0, -word.length) : "";
    else if (marks) after = after.startsWith(word) ? after.slice(word.length) : "";
    const body = words_ ? words(words_) : entry.between ? nothing(true) : make("span", { title: "nothing here" }, "‸");
    line.append(
      make(
        "div",
        { class: "passage", dir: "auto", ...LANGUAGE },
        before ? make("span", { class: "context" }, `…${visible(before)}`) : null,
        make("div", { class: "lemma" }, body),
        times > 1 ? make("sup", { title: "occurrence in its line" }, String(times)) : null,
        entry.between || !words_ ? make("span", { class: "context" }, `${visible(after)}…`) : null,
      ),
      " ",
      ...siglaOf(entry, groups[lemma]),
      " ",
      make("span", { class: "bracket" }, "]"),
      " ",
    );
    readings.forEach((r, k) => {
      const reading = text(r.group);
      const isBare = !marks?.readings.has(r.group);
      const lacks = marks && mark && isBare && r.variation?.kind !== "transposition";
      line.append(
        make(
          "div",
          { class: "reading" },
          reading && !mark && !entry.between && isBare ? make("i", { class: "nothing" }, "add. ") : null,
          reading ? words(reading) : nothing(entry.between, "om."),
          lacks ? [make("i", { class: "nothing" }, reading ? " pro " : " "), words(mark)] : null,
          " ",
          ...siglaOf(entry, groups[r.group]),
          " ",
          ...variationParts(r.variation),
        ),
        k + 1 < readings.length ? "; " : "",
      );
    });
  } else {
    view.here.forEach((g, k) =>
      line.append(
        make(
          "div",
          { class: "reading" },
          make("div", { class: "lemma" }, text(g) ? words(text(g)) : nothing(entry.between, "nothing")),
          " ",
          ...siglaOf(entry, groups[g]),
        ),
        k + 1 < view.here.length ? " : " : " ",
      ),
    );
    readings.forEach((r, k) =>
      line.append(
        make(
          "span",
          { class: "pair" },
          readings.length > 1
            ? make(
                "span",
                { class: "aside" },
                `${sigla(groups[r.from]).join(" ")} – ${sigla(groups[r.group]).join(" ")} `,
              )
            : null,
          ...variationParts(r.variation),
        ),
        k + 1 < readings.length ? "; " : "",
      ),
    );
  }
  for (const [w, why] of view.silent)
    line.append(
      make("span", { class: "aside silent" }, " ", make("bdi", { class: "siglum" }, WITNESSES[w].siglum), ` ${why}`),
    );
  if (entry.moved) line.append(make("span", { class: "aside" }, " moved: ", isolated(entry.moved)));
  if (entry.doubt >= DOUBTFUL)
    line.append(make("span", { class: "aside", title: `doubt ${entry.doubt}` }, ` doubtful: ${doubtInWords(entry.doubt)}`));
  else if (entry.doubt)
    line.append(make("span", { class: "aside", title: doubtInWords(entry.doubt) }, ` doubt ${entry.doubt}`));
  line.append(...[said(view), images(view)].filter(Boolean));
  return line;
}

function place(view) {
  const { speaker, line, file, places } = around(view);
  const inFile = file ? `${visible(file)} l. ${line}` : `l. ${line}`;
  return [view.lemma >= 0 ? null : speaker.siglum, ...places, inFile].filter(Boolean).join(", ");
}

// What the sources say of the words of an entry.
function said({ entry }) {
  const found = entry.groups.flat().flatMap((w) => WITNESSES[w].said(...entry.span(w)).map((told) => [w, ...told]));
  if (!found.length) return null;
  return make(
    "ul",
    { class: "said aside" },
    found.map(([w, words_, label]) =>
      make("li", {}, make("bdi", { class: "siglum" }, WITNESSES[w].siglum), " ", words(words_), " ", isolated(label)),
    ),
  );
}

// Links to images. The page itself loads none of them.
function imageLinks(witness, addresses) {
  return [...new Set(addresses)].map((at) =>
    make(
      "a",
      { class: "image", href: at, target: "_blank", rel: "noreferrer noopener", title: visible(at) },
      "image of ",
      make("bdi", {}, witness.siglum),
    ),
  );
}

function images({ entry }) {
  const links = entry.groups.flat().flatMap((w) => imageLinks(WITNESSES[w], WITNESSES[w].imagesAt(...entry.span(w))));
  return links.length ? make("p", { class: "images aside" }, links.flatMap((link, k) => [k ? ", " : "", link])) : null;
}

function item(view) {
  const { entry } = view;
  const reasons = view.shown.map((r) =>
    reason([...(view.lemma >= 0 ? [] : view.groups[r.from]), ...r.witnesses], r.variation),
  );
  return make(
    "li",
    { id: `e${entry.n}`, "data-n": entry.n, class: entry.n === chosen ? "lit" : null },
    make(
      "a",
      { class: "n", href: address({ entry: entry.n, view: "entries" }), "aria-label": `entry ${entry.n}` },
      String(entry.n),
    ),
    make("span", { class: "place" }, place(view)),
    cited(view),
    make(
      "details",
      { class: "why", open: choice.reasons },
      make("summary", { "aria-label": `why, entry ${entry.n}` }, "why"),
      make("ul", {}, reasons),
    ),
  );
}

// What an editor should look at first: doubtful places, then readings that no rule could classify.
const DOUBTFUL = 0.25; // as in collate.model.apparatus; of all such words, about half stand elsewhere
function doubtInWords(doubt) {
  if (doubt === 1) return "no place was found for the passage of the fragment that has these words";
  const tenths = Math.round(10 * doubt);
  const often = tenths < 1 ? "fewer than 1 of 10" : tenths > 9 ? "more than 9 of 10" : `about ${tenths} of 10`;
  return `in ${often} such places the words stand elsewhere`;
}

function first(container) {
  const link = (view) => make("a", { href: address({ entry: view.entry.n, view: "entries" }) }, String(view.entry.n));
  const list = (sentence, found) =>
    found.length &&
    container.append(
      make(
        "p",
        { class: "doubtful" },
        sentence,
        found.slice(0, 100).flatMap((view, k) => [k ? ", " : "", link(view)]),
        found.length > 100 ? ` and ${found.length - 100} more` : "",
      ),
    );
  const doubtful = current
    .filter((v) => v.entry.doubt >= DOUBTFUL)
    .sort((a, b) => b.entry.doubt - a.entry.doubt || a.entry.n - b.entry.n);
  list("Look here first: words that may stand elsewhere, the most doubtful first: ", doubtful);
  list(
    "Not classified: similar words, and no rule could decide whether they are one word or two: ",
    current.filter((v) => v.entry.doubt < DOUBTFUL && v.shown.some((r) => r.variation?.unnamed)),
  );
}

function showEntries(container) {
  if (record.decisions.length) {
    container.append(
      make("h2", {}, "Decisions that no longer hold"),
      make(
        "ul",
        {},
        record.decisions.map(([where, what, state, why, was]) =>
          make(
            "li",
            {},
            isolated(where),
            ": ",
            isolated(what),
            `, ${state}: `,
            isolated(why),
            ". The decision was: ",
            isolated(was),
          ),
        ),
      ),
    );
  }
  container.append(make("h2", {}, "Entries"));
  first(container);
  container.append(
    make(
      "p",
      { class: "aside" },
      "Before the bracket are the lemma and the witnesses that have it, after it the other readings; a siglum links to its place in the texts. ␣ space, ⍽ no-break space, ¶ end of a line (twice: of a paragraph), ‸ no words here.",
    ),
    make("p", {}, toggle("grouped", "group by kind"), toggle("reasons", "show every reason")),
  );
  const places = choice.kinds.has(PLACE_NAMES) ? 0 : (counts.get(PLACE_NAMES) ?? 0);
  if (places)
    container.append(
      make("p", { class: "aside places" }, `not shown: ${places} ${places > 1 ? "numbers of places" : "number of a place"}`),
    );
  const runs = choice.grouped
    ? OCCURRING.map(({ name }) => [
        name,
        current.filter((v) => heaviest(v.shown) && kindOf(heaviest(v.shown)) === name),
      ]).filter(([, found]) => found.length)
    : [[null, current]];
  const cut = runs.flatMap(([name, found]) =>
    Array.from({ length: Math.ceil(found.length / IN_A_WINDOW) }, (_, k) => [
      k ? null : name,
      found.slice(k * IN_A_WINDOW, (k + 1) * IN_A_WINDOW),
    ]),
  );
  const windows = windowed(
    container,
    cut.length,
    (k) => {
      const [name, found] = cut[k];
      return [name ? make("h3", {}, name) : null, make("ol", { class: "entries" }, found.map(item))].filter(Boolean);
    },
    40 * IN_A_WINDOW,
  );
  if (!current.length)
    container.append(make("p", {}, ENTRIES.length ? "No entry is selected." : "The witnesses do not differ."));
  return {
    ...windows,
    reach: (n) => {
      windows.fill(cut.findIndex(([, found]) => found.some((v) => v.entry.n === n)));
      return document.getElementById(`e${n}`);
    },
  };
}

function toggle(name, label) {
  const box = make("input", { type: "checkbox", "data-toggle": name });
  box.checked = choice[name];
  return make("label", { class: "toggle" }, box, ` ${label}`);
}
