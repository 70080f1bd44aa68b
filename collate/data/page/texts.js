// The text with its apparatus, and the witnesses side by side.

const ROWS_IN_A_WINDOW = 4;

function showText(container) {
  const leader = leading();
  container.append(
    make("h2", {}, "Text of ", make("bdi", { class: "siglum" }, leader?.siglum ?? "no witness"), " with its apparatus"),
    make(
      "p",
      { class: "aside" },
      choice.base === "majority"
        ? "Each lemma below is the reading of most witnesses; the text is that of the first."
        : choice.base === "none"
          ? "No reading is preferred; the text is that of the first witness."
          : "Below each paragraph are the readings that differ from it. A marked word links to its entry.",
    ),
  );
  const rows = rowStarts().length;
  const build = (k) =>
    rowsIn(k, rows).map((r) =>
      make(
        "section",
        { class: "paragraph", id: `p${r + 1}` },
        make("div", { class: "text", dir: "auto", "data-w": leader.w, ...LANGUAGE }, pieces(leader, r)),
        imagesBeside(leader, r),
        notes(r),
      ),
    );
  return reachable(windowed(container, Math.ceil(rows / ROWS_IN_A_WINDOW), build, 900), leader);
}

// Links to the images whose text begins in a row; in the first row, to all that it needs.
function imagesBeside(witness, r) {
  const [start, stop] = rowBounds(r);
  const from = witness.starts[witness.before(start)] ?? 0,
    to = r + 1 === rowStarts().length ? witness.text.length : witness.starts[witness.before(stop)];
  const here = (witness.images ?? []).filter(([at]) => (r === 0 || at >= from) && at < to);
  if (!here.length) return "";
  const links = imageLinks(witness, here.map((image) => image[2]));
  return make("p", { class: "images aside" }, links.flatMap((link, k) => [k ? ", " : "", link]));
}

const rowsIn = (k, rows) =>
  Array.from({ length: Math.min(ROWS_IN_A_WINDOW, rows - k * ROWS_IN_A_WINDOW) }, (_, i) => k * ROWS_IN_A_WINDOW + i);

function notes(r) {
  const [start, stop] = rowBounds(r);
  const last = r + 1 === rowStarts().length;
  const home = ({ start: column, between }) => (between ? column - 1 : column);
  const found = entriesNear(start, stop)
    .filter((e) => !e.told)
    .filter((e) => (home(e) >= start || r === 0) && (home(e) < stop || last))
    .map((e) => byEntry.get(e.n))
    .filter(Boolean);
  if (!found.length) return "";
  return make(
    "ol",
    { class: "notes", "aria-label": "apparatus" },
    found.map((view) =>
      make(
        "li",
        { "data-n": view.entry.n, class: view.entry.n === chosen ? "lit" : null },
        make(
          "a",
          { class: "n", href: address({ entry: view.entry.n, view: "text" }), "aria-label": `entry ${view.entry.n}` },
          String(view.entry.n),
        ),
        " ",
        cited(view),
      ),
    ),
  );
}

function showParallel(container) {
  const leader = leading(),
    witnesses = shownWitnesses(),
    rows = rowStarts().length;
  container.append(
    make("h2", {}, "The witnesses, side by side"),
    make(
      "p",
      { class: "aside" },
      "Each row is a paragraph of ",
      make("bdi", { class: "siglum" }, leader?.siglum ?? "no witness"),
      "; a marked word links to its entry.",
    ),
    make("p", {}, toggle("labels", "name the kinds in the text")),
  );
  const table = make(
    "div",
    { class: choice.labels ? "parallel labelled" : "parallel", role: "table", "aria-label": "The witnesses, side by side" },
    make(
      "div",
      { class: "row head", role: "row" },
      make("span", { class: "at", role: "columnheader" }, "line"),
      witnesses.map((x) => make("span", { role: "columnheader" }, make("bdi", { class: "siglum" }, x.siglum))),
    ),
  );
  const build = (k) =>
    rowsIn(k, rows).map((r) =>
      make(
        "div",
        { class: "row", role: "row", id: `p${r + 1}` },
        make(
          "span",
          { class: "at", role: "rowheader" },
          make(
            "a",
            { href: address({ view: "parallel", at: rowStarts()[r] }) },
            String(leader.line(leader.starts[leader.before(rowStarts()[r])])),
          ),
        ),
        witnesses.map((x) =>
          make(
            "div",
            { class: "cell", role: "cell" },
            make("span", { class: "whose" }, make("bdi", { class: "siglum" }, x.siglum)),
            make("div", { class: "text", dir: "auto", "data-w": x.w, ...LANGUAGE }, pieces(x, r)),
            silentIn(x, r),
          ),
        ),
      ),
    );
  const windows = windowed(table, Math.ceil(rows / ROWS_IN_A_WINDOW), build, 600);
  container.append(table);
  return reachable(windows, leader);
}

function silentIn(witness, r) {
  const [start, stop] = rowBounds(r);
  if (witness.before(start) < witness.before(stop) || start === stop) return "";
  return make("span", { class: "aside" }, witness.silence(start) || "om.");
}

// How to reach an entry or a column in texts that are drawn in windows.
function reachable(windows, leader) {
  const show = (column) => windows.fill(Math.floor(rowOf(column) / ROWS_IN_A_WINDOW));
  return {
    ...windows,
    reach: (n) => {
      const { start, between } = BY_NUMBER.get(n),
        column = between ? Math.max(0, start - 1) : start;
      const box = show(column);
      return box?.querySelector(`.text a[data-n="${n}"]`) ?? box?.querySelector(`#p${rowOf(column) + 1}`);
    },
    reachColumn: (column) => show(column)?.querySelector(`#p${rowOf(column) + 1}`),
  };
}
