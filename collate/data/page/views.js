// The running page: it shows what is chosen, and handles events.

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const SHOW = {
  text: showText,
  parallel: showParallel,
  table: showTable,
  entries: showEntries,
  editorial: showEditorial,
  pictures: showPictures,
  graph: showGraph,
  about: showAbout,
};
const MOST_PRINTED = 300; // windows that are made for paper

let chosen = null; // the number of the selected entry
let shown = null;

const PRESETS = {
  all: () => true,
  usual: ({ name }) => USUAL.includes(name),
  substantive: ({ significance }) => significance === "substantive",
  accidental: ({ significance }) => significance === "accidental",
  editorial: ({ name, significance }) => significance === "editorial" && name !== PLACE_NAMES,
};

function controls() {
  one("#base").append(
    ...BASES().map((name) =>
      make(
        "option",
        { value: name },
        name === "none"
          ? "none: no reading is preferred"
          : name === "majority"
            ? "majority: the reading of most witnesses"
            : name,
      ),
    ),
  );
  if (!ANY_BASE && BASES().length < 2)
    one("#base").after(make("span", { class: "aside" }, " the only base in this page"));
  one("#sigla").append(
    ...WITNESSES.map((x) =>
      make(
        "label",
        x.derived ? { class: "hand", title: handOf(x) } : {},
        make("input", { type: "checkbox", name: "witness", value: x.w }),
        " ",
        make("bdi", { class: "siglum" }, x.siglum),
      ),
    ),
  );
  one("#kinds").append(
    ...OCCURRING.map(({ name, significance }) =>
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
  one("#views").append(...VIEWS.map(([name, words_]) => make("a", { "data-view": name }, words_)));
}

// Makes the controls show what is chosen.
function updateControls() {
  one("#base").value = choice.base;
  if (one("#query").value !== choice.query) one("#query").value = choice.query;
  for (const box of all("input[name=kind]")) box.checked = choice.kinds.has(box.value);
  for (const box of all("input[name=witness]")) {
    const base = WITNESSES[box.value].siglum === choice.base;
    box.checked = base || choice.witnesses.has(Number(box.value));
    box.disabled = base;
  }
  for (const count of all(".count[data-kind]")) count.textContent = counts.get(count.dataset.kind) ?? 0;
  for (const link of all("#views a")) {
    link.setAttribute(
      "href",
      address({ view: link.dataset.view, at: null, entry: link.dataset.view === "graph" ? chosen : null }),
    );
    if (link.dataset.view === choice.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  tellPlaces();
  one("#status").textContent = `${current.length} of ${TOLD} entries shown`;
}

function render() {
  shown?.stop?.();
  const view = make("div", { class: `view-${choice.view}` });
  one("#view").replaceChildren(view);
  shown = SHOW[choice.view](view);
  foot();
}

function refresh(recompute = true) {
  if (recompute) recomputeViews();
  selectEntries();
  updateControls();
  render();
}

function goTo(n) {
  const target = shown?.reach?.(n) ?? null;
  light(n);
  foot();
  target?.scrollIntoView({ block: "center" });
  return target;
}

function light(n) {
  for (const part of all(".lit")) part.classList.remove("lit");
  chosen = n;
  if (n !== null) for (const part of all(`#view [data-n="${n}"]`)) part.classList.add("lit");
}

// A link to an entry always shows it, whatever was chosen before.
function arrive() {
  const before = [
    choice.base,
    choice.view,
    [...choice.witnesses].join(),
    [...choice.kinds].join(),
    choice.query,
    choice.grouped,
    choice.at,
  ].join("|");
  const entry = readAddress();
  const after = [
    choice.base,
    choice.view,
    [...choice.witnesses].join(),
    [...choice.kinds].join(),
    choice.query,
    choice.grouped,
    choice.at,
  ].join("|");
  chosen = entry?.n ?? null;
  if (before !== after || !shown || choice.view === "graph") refresh();
  if (entry && !byEntry.has(entry.n)) {
    choice.query = "";
    choice.witnesses = new Set(WITNESSES.map((x) => x.w));
    const view = seen(entry);
    for (const r of view.readings) if (r.variation) choice.kinds.add(kindOf(r));
    refresh();
  }
  if (entry) goTo(entry.n);
  else if (choice.at !== null) shown?.reachColumn?.(choice.at)?.scrollIntoView({ block: "start" });
  else {
    light(null);
    foot();
  }
}

function foot() {
  const box = one("#foot"),
    view = byEntry.get(chosen);
  box.hidden = !view || choice.view === "entries";
  if (box.hidden) return;
  const to = (name, words_) => make("a", { href: address({ entry: chosen, view: name }) }, words_);
  box.replaceChildren(
    make(
      "div",
      { class: "foot" },
      make("span", { class: "n" }, String(chosen)),
      make("span", { class: "place" }, place(view)),
      cited(view),
    ),
    make(
      "ul",
      {},
      view.shown.map((r) =>
        reason([...(view.lemma >= 0 ? [] : citedOnce(view.groups[r.from])), ...citedOnce(r.witnesses)], r.variation),
      ),
    ),
    make(
      "p",
      { class: "links" },
      to("entries", "in the list"),
      to("text", "in the text"),
      to("parallel", "side by side"),
      to("table", "in the alignment"),
      to("graph", "as a graph"),
      make("button", { type: "button", id: "close" }, "close"),
    ),
  );
}

function change(recompute) {
  history.replaceState(null, "", address());
  chosen = null;
  refresh(recompute);
}

function stepTo(by) {
  if (!current.length) return;
  const at = current.findIndex((v) => v.entry.n === chosen);
  const next = current[Math.max(0, Math.min(current.length - 1, at < 0 ? 0 : at + by))];
  history.replaceState(null, "", address({ entry: next.entry.n }));
  if (choice.view === "graph") {
    chosen = next.entry.n;
    refresh(false);
  } else goTo(next.entry.n);
}

one("#choice").addEventListener("submit", (event) => event.preventDefault());
one("#choice").addEventListener("input", ({ target }) => {
  if (target.id === "base") choice.base = target.value;
  else if (target.name === "witness") {
    if (target.checked) choice.witnesses.add(Number(target.value));
    else choice.witnesses.delete(Number(target.value));
  } else if (target.name === "kind") {
    if (target.checked) choice.kinds.add(target.value);
    else choice.kinds.delete(target.value);
  } else if (target.id === "query") choice.query = target.value;
  change(target.id === "base" || target.name === "witness");
});
document.addEventListener("click", ({ target }) => {
  const preset = target.dataset?.preset;
  if (preset) {
    choice.kinds = new Set(OCCURRING.filter(PRESETS[preset]).map(({ name }) => name));
    change(false);
  }
  if (target.dataset?.turn) turnTo(Number(target.dataset.turn));
  if (target.id === "close") {
    light(null);
    foot();
  }
});
document.addEventListener("change", ({ target }) => {
  const name = target.dataset?.toggle;
  if (!name) return;
  choice[name] = target.checked;
  change(false);
});
one("#query").addEventListener("keydown", (event) => {
  if (event.key === "Enter") turnTo(event.shiftKey ? -1 : 1);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input[type=search], select, textarea"))
    return event.key === "Escape" && event.target.blur();
  const view = VIEWS[Number(event.key) - 1];
  if (view) location.hash = address({ view: view[0], at: null, entry: chosen });
  else if (event.key === "j" || event.key === "k") stepTo(event.key === "j" ? 1 : -1);
  else if (event.key === "/" || event.key === "b") {
    one("#panel").open = true;
    one(event.key === "/" ? "#query" : "#base").focus();
  } else if (event.key === "g" && chosen) location.hash = address({ view: "graph", entry: chosen, at: null });
  else if (event.key === "?") location.hash = address({ view: "about", at: null });
  else if (event.key === "Escape") {
    light(null);
    foot();
  } else return;
  event.preventDefault();
});
window.addEventListener("hashchange", arrive);
window.addEventListener("beforeprint", () => {
  if (shown && shown.count <= MOST_PRINTED) shown.all?.();
});

one(".page").hidden = false;
one("#panel").open = matchMedia("(min-width: 62rem)").matches; // on a small screen the text comes first
matchMedia("(min-width: 62rem)").addEventListener("change", ({ matches }) => {
  if (matches) one("#panel").open = true;
});
controls();
arrive();
