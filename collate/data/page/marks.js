// The texts, cut at the paragraphs of the one that is read, with a mark at every entry that is shown.

const LONGEST_ROW = 600; // tokens: a longer paragraph is cut

// Columns at which the paragraphs of the leading witness begin; where it has none, its lines.
function rowColumns(leader) {
  const breaks = (i) => (leader.text.slice(leader.end(i), leader.starts[i]).match(/\r\n|\n|\r/g) ?? []).length;
  const counted = Int32Array.from({ length: leader.size }, (_, i) => (i ? breaks(i) : 0));
  const least = counted.some((n) => n > 1) ? 2 : 1;
  const starts = [0];
  for (let i = 1, size = 1; i < leader.size; i++, size++) {
    if (counted[i] >= least || size >= LONGEST_ROW) {
      starts.push(leader.column[i]);
      size = 0;
    }
  }
  return starts;
}

let rowsOf = null,
  rows = [];
function rowStarts() {
  const leader = leading();
  if (leader && rowsOf !== leader) {
    rowsOf = leader;
    rows = rowColumns(leader);
  }
  return leader ? rows : [];
}
const rowOf = (column) => Math.max(0, lowerBound(rowStarts(), column + 1) - 1);
const rowBounds = (r) => [rowStarts()[r], rowStarts()[r + 1] ?? record.columns];

// A witness's text beside a row: verbatim, each entry's words a link to the entry.
function pieces(witness, r) {
  const [start, stop] = rowBounds(r);
  const from = r === 0 ? 0 : witness.starts[witness.before(start)];
  const to = r + 1 === rowStarts().length ? witness.text.length : witness.starts[witness.before(stop)];
  const marks = entriesNear(start, stop)
    .map((entry) => byEntry.get(entry.n))
    .filter(Boolean)
    .map((view) => marked(view, witness.w))
    .filter((mark) => mark && inRow(mark, start, stop, from, to))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.n - b.n);
  const nodes = [];
  let at = from;
  for (const mark of marks) {
    const begin = Math.max(mark.start, from),
      end = Math.min(mark.end, to);
    if (begin < at) continue; // no two entries share a word; if they did, the text would still be shown once
    nodes.push(witness.text.slice(at, begin), markElement(mark, witness, begin, end));
    at = end;
  }
  return [...nodes, witness.text.slice(at, to)];
}

// An empty place belongs to the row of its column; words to every row that they reach into.
function inRow(mark, start, stop, from, to) {
  if (mark.start < mark.end) return mark.start < to && mark.end > from;
  const column = mark.between ? mark.column - 1 : mark.column;
  return start <= column && column < stop && from <= mark.start && mark.start <= to;
}

function marked(view, w) {
  const { entry } = view;
  const g = entry.groups.findIndex((group) => group.includes(w));
  if (g < 0) return null;
  const own = view.lemma >= 0 && g !== view.lemma ? view.shown.find((r) => r.group === g) : heaviest(view.shown);
  if (!own) return null;
  const [start, end] = entry.span(w);
  return { n: entry.toldBy, start, end, kind: kindOf(own), between: entry.between, column: entry.start };
}

function markElement(mark, witness, begin, end) {
  const text = witness.text.slice(begin, end);
  const shape = begin === end ? " caret" : mark.between ? " space" : "";
  return make(
    "a",
    {
      class: `k ${styleOf(mark.kind)}${shape}`,
      href: address({ entry: mark.n, view: choice.view }),
      "data-n": mark.n,
      title: `${mark.n} ${mark.kind}`,
      "aria-label": begin === end ? `${mark.n}, ${mark.kind}, nothing here` : null,
      "data-sign": mark.between && begin < end ? visible(text) : null,
    },
    text,
  );
}
