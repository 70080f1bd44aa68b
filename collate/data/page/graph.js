// The variant graph of a passage: each reading once, and the path of each witness through them.

const ON_EITHER_SIDE = 4; // columns of context
const WIDEST = 24; // columns that are drawn

function passageOf(entry) {
  if (!entry) return [0, Math.min(record.columns, 12)];
  const start = Math.max(0, entry.start - ON_EITHER_SIDE);
  return [start, Math.min(record.columns, entry.stop + ON_EITHER_SIDE, start + WIDEST)];
}

function showGraph(container) {
  const view = byEntry.get(chosen) ?? (choice.at === null ? current[0] : null),
    entry = BY_NUMBER.get(chosen) ?? view?.entry;
  const [start, stop] =
    choice.at === null || chosen ? passageOf(entry) : [choice.at, Math.min(record.columns, choice.at + 12)];
  container.append(
    make("h2", {}, entry && (choice.at === null || chosen) ? `Graph of entry ${entry.n}` : "Graph"),
    make(
      "p",
      { class: "aside" },
      "Each box is a reading; each witness goes from left to right along the lines with its siglum. A dashed line is for witnesses that are not extant in between.",
    ),
  );
  const go = (column, words) =>
    make(
      "a",
      { href: address({ view: "graph", at: Math.max(0, Math.min(record.columns - 1, column)) }), class: "step" },
      words,
    );
  container.append(make("p", {}, go(start - 10, "← before"), " ", go(start + 10, "after →")));
  titled(container, `Columns ${start + 1} to ${stop}`, "", graph(start, stop, shownWitnesses()));
  return null;
}

function graph(start, stop, witnesses) {
  const nodes = new Map(),
    edges = new Map(),
    ranks = [];
  const node = (column, text) => {
    const key = `${column} ${text}`;
    if (!nodes.has(key)) {
      const rank = (ranks[column - start] ??= []);
      nodes.set(key, { key, column, text, row: rank.length });
      rank.push(key);
    }
    return nodes.get(key);
  };
  const ends = [
    { key: "from", column: start - 1, text: "", row: 0 },
    { key: "to", column: stop, text: "", row: 0 },
  ];
  for (const x of witnesses) {
    let last = ends[0];
    const step = (next) => {
      const key = `${last.key}\u0000${next.key}`;
      const edge = edges.get(key) ?? edges.set(key, { from: last, to: next, sigla: [], silent: 0 }).get(key);
      edge.sigla.push(x.siglum);
      for (let c = last.column + 1; c < next.column; c++)
        if (x.silence(c)) {
          edge.silent++;
          break;
        }
      last = next;
    };
    for (let i = x.before(start); i < x.size && x.column[i] < stop; i++) step(node(x.column[i], visible(x.word(i))));
    step(ends[1]);
  }
  return drawn([...nodes.values()], [...edges.values()], ends, start, stop);
}

function drawn(nodes, edges, ends, start, stop) {
  const wide = (n) => 16 + n.text.length * 8.2,
    across = new Array(stop - start + 2).fill(0);
  for (const n of nodes) across[n.column - start + 1] = Math.max(across[n.column - start + 1], wide(n));
  const sign = Math.max(...edges.map((e) => e.sigla.join(" ").length), 3) * 7 + 26,
    left = [10];
  across.forEach((width, k) => left.push(left[k] + (width || 8) + Math.min(sign, 150)));
  const tall = 54,
    rows = Math.max(1, ...nodes.map((n) => n.row + 1)),
    x = (n) => left[n.column - start + 1],
    y = (n) => 40 + n.row * tall;
  const right = (n) => x(n) + (n.text ? wide(n) : 8);
  const used = new Map();
  const lines = edges.flatMap((e) => {
    const far = e.to.column - e.from.column > 1,
      [x1, y1, x2, y2] = [right(e.from), y(e.from), x(e.to), y(e.to)];
    const dip = far ? tall * (rows - Math.max(e.from.row, e.to.row)) * 0.9 : 0,
      middle = (x1 + x2) / 2;
    const d = `M${x1} ${y1}C${x1 + (x2 - x1) * 0.4} ${y1 + dip} ${x2 - (x2 - x1) * 0.4} ${y2 + dip} ${x2} ${y2}`;
    const at = `${e.from.key}`,
      shift = used.get(at) ?? 0;
    used.set(at, shift + 1);
    return [
      draw("path", { d, class: e.silent === e.sigla.length ? "line silent" : "line" }),
      label(middle, (y1 + y2) / 2 + dip * 0.75 - 5, e.sigla.join(" "), {
        "text-anchor": "middle",
        class: "small name",
      }),
    ];
  });
  const boxes = nodes.map((n) =>
    draw(
      "g",
      {},
      draw("rect", { x: x(n), y: y(n) - 15, width: wide(n), height: 30, rx: 5, class: "node" }),
      label(x(n) + wide(n) / 2, y(n) + 5, n.text, {
        "text-anchor": "middle",
        direction: /^[\u0590-\u08ff]/.test(n.text) ? "rtl" : "ltr",
      }),
    ),
  );
  const points = ends.map((n) => draw("circle", { cx: x(n) + 4, cy: y(n), r: 4, class: "node" }));
  return picture("Variant graph", left.at(-1), 60 + (rows + 1) * tall, lines, boxes, points);
}
