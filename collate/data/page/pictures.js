// Pictures of the whole work, of what is chosen and shown: who agrees with whom, and where the readings are.

const SVG = "http://www.w3.org/2000/svg";
function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat());
  return element;
}
const label = (x, y, text, more = {}) => draw("text", { x, y, ...more }, text);
const picture = (title, width, height, ...parts) =>
  draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": title }, ...parts);
const titled = (container, heading, says, svg) =>
  container.append(
    make(
      "figure",
      {},
      make("h3", {}, heading),
      make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": heading }, svg),
      make("figcaption", { class: "aside" }, says),
    ),
  );

// In how many of the entries shown two witnesses are both extant, and in how many of these they differ in a chosen kind.
function agreement(witnesses) {
  const n = witnesses.length,
    at = new Map(witnesses.map((x, k) => [x.w, k]));
  const compared = Array.from({ length: n }, () => new Array(n).fill(0)),
    differ = Array.from({ length: n }, () => new Array(n).fill(0));
  for (const { entry, groups } of current) {
    groups.forEach((one, i) =>
      groups.forEach((other, j) => {
        const number = i === j ? HIDDEN : entry.variation(i, j);
        const differs = number === UNKNOWN || (number !== HIDDEN && choice.kinds.has(VARIATIONS[number].kind));
        for (const a of one)
          for (const b of other) {
            if (!at.has(a) || !at.has(b)) continue;
            compared[at.get(a)][at.get(b)]++;
            if (differs) differ[at.get(a)][at.get(b)]++;
          }
      }),
    );
  }
  return { compared, differ };
}

const percent = (part, whole) => (whole ? `${Math.round((100 * part) / whole)} %` : "–");

function heatMap(witnesses, { compared, differ }) {
  const size = 62,
    left = 20 + Math.max(...witnesses.map((x) => x.siglum.length)) * 9,
    top = 28;
  const cells = witnesses.flatMap((one, i) =>
    witnesses.flatMap((other, j) => {
      const agree = compared[i][j] - differ[i][j],
        share = compared[i][j] ? agree / compared[i][j] : 0;
      const tip =
        i === j
          ? `${one.siglum}: ${compared[i][i]} of ${current.length} entries`
          : `${one.siglum} and ${other.siglum} agree in ${agree} of ${compared[i][j]} entries`;
      return draw(
        "g",
        {},
        draw("title", {}, tip),
        draw("rect", {
          x: left + j * size,
          y: top + i * size,
          width: size - 2,
          height: size - 2,
          class: "heat",
          "fill-opacity": i === j ? 0 : (share * 0.5).toFixed(3),
        }),
        label(
          left + j * size + size / 2 - 1,
          top + i * size + size / 2,
          i === j ? "" : percent(agree, compared[i][j]),
          { "text-anchor": "middle" },
        ),
        label(
          left + j * size + size / 2 - 1,
          top + i * size + size / 2 + 15,
          i === j ? `${compared[i][i]}` : `of ${compared[i][j]}`,
          { "text-anchor": "middle", class: "small of" },
        ),
      );
    }),
  );
  return picture(
    "Agreement between witnesses",
    left + witnesses.length * size + 4,
    top + witnesses.length * size + 4,
    witnesses.map((x, j) =>
      label(left + j * size + size / 2, top - 8, x.siglum, { "text-anchor": "middle", class: "name" }),
    ),
    witnesses.map((x, i) =>
      label(left - 8, top + i * size + size / 2 + 4, x.siglum, { "text-anchor": "end", class: "name" }),
    ),
    cells,
  );
}

// Average linkage (Sokal and Michener 1958): the two nearest groups are joined, again and again.
function linkage(witnesses, { compared, differ }) {
  let groups = witnesses.map((x, k) => ({ members: [k], height: 0, name: x.siglum }));
  const distance = (a, b) => {
    let sum = 0,
      count = 0;
    for (const i of a.members)
      for (const j of b.members)
        if (compared[i][j]) {
          sum += differ[i][j] / compared[i][j];
          count++;
        }
    return count ? sum / count : 1;
  };
  while (groups.length > 1) {
    let best = [0, 1, Infinity];
    for (let i = 0; i < groups.length; i++)
      for (let j = i + 1; j < groups.length; j++) {
        const far = distance(groups[i], groups[j]);
        if (far < best[2] - 1e-12) best = [i, j, far];
      }
    const [i, j, far] = best,
      parts = [groups[i], groups[j]];
    groups = [
      ...groups.filter((_, k) => k !== i && k !== j),
      { members: parts.flatMap((p) => p.members), height: far, parts },
    ];
  }
  return groups[0];
}

function tree(witnesses, counted) {
  const root = linkage(witnesses, counted),
    step = 26,
    wide = 420,
    room = 20 + Math.max(...witnesses.map((x) => x.siglum.length)) * 10;
  const scale = root.height ? wide / root.height : 0,
    lines = [];
  let row = 0;
  const set = (node) => {
    // returns the height of the node's line on the page
    const x = 10 + wide - node.height * scale;
    if (!node.parts) {
      const y = 14 + step * row++;
      lines.push(label(wide + 16, y + 4, node.name, { class: "name" }));
      return [x, y];
    }
    const ends = node.parts.map(set),
      y = (ends[0][1] + ends[1][1]) / 2;
    for (const [ex, ey] of ends) lines.push(draw("path", { d: `M${x} ${ey}H${ex}`, class: "line" }));
    lines.push(
      draw("path", { d: `M${x} ${ends[0][1]}V${ends[1][1]}`, class: "line" }),
      draw("title", {}, percent(node.height, 1)),
      label(x + 3, y - 3, (100 * node.height).toFixed(1), { class: "small" }),
    );
    return [x, y];
  };
  set(root);
  return picture("Tree of the witnesses, average linkage", wide + room + 20, 14 + step * witnesses.length, lines);
}

function distribution() {
  const bins = 80,
    cellWide = 9,
    step = 34,
    left = 120,
    leader = leading();
  const kinds = OCCURRING.filter(({ name }) => choice.kinds.has(name));
  const found = new Map(kinds.map(({ name }) => [name, Array.from({ length: bins }, () => [])]));
  for (const view of current) {
    const bin = Math.min(bins - 1, Math.floor((view.entry.start / Math.max(1, record.columns)) * bins));
    for (const kind of new Set(view.shown.map(kindOf))) found.get(kind)?.[bin].push(view.entry.n);
  }
  const rows = kinds.filter(({ name }) => found.get(name).some((bin) => bin.length));
  const most = Math.max(1, ...rows.flatMap(({ name }) => found.get(name).map((bin) => bin.length)));
  const tall = (count) => Math.max(3, (step - 8) * Math.sqrt(count / most));
  const bars = rows.flatMap(({ name, significance }, r) => [
    label(left - 8, (r + 1) * step - 4, name, { "text-anchor": "end" }),
    draw("path", { d: `M${left} ${(r + 1) * step}H${left + bins * cellWide}`, class: "line thin" }),
    ...found.get(name).flatMap((bin, b) =>
      bin.length
        ? [
            draw(
              "a",
              {
                href: address({ entry: bin[0], view: "parallel" }),
                "aria-label": `${name}, ${bin.length}, from entry ${bin[0]}`,
              },
              draw("title", {}, `${name}: ${bin.length}, from entry ${bin[0]}`),
              draw("rect", {
                x: left + b * cellWide,
                y: (r + 1) * step - tall(bin.length),
                width: cellWide - 1.5,
                height: tall(bin.length),
                class: `bar s-${significance}`,
              }),
            ),
          ]
        : [],
    ),
    label(left + bins * cellWide + 8, (r + 1) * step - 4, String(new Set(found.get(name).flat()).size), {}),
  ]);
  const line = (share) => {
    const i = Math.min(leader.size - 1, leader.before(Math.floor(share * record.columns)));
    return i < 0 ? "" : `l. ${leader.line(leader.starts[i])}`;
  };
  const axis = [0, 0.25, 0.5, 0.75, 1].map((share) =>
    label(left + share * bins * cellWide, (rows.length + 1) * step - 12, line(share), {
      "text-anchor": share === 0 ? "start" : share === 1 ? "end" : "middle",
      class: "small",
    }),
  );
  const drawn = picture(
    "Where the readings are, by kind",
    left + bins * cellWide + 60,
    (rows.length + 1) * step,
    bars,
    axis,
  );
  drawn.setAttribute("role", "group"); // its bars are links
  return drawn;
}

function showPictures(container) {
  const witnesses = shownWitnesses();
  container.append(
    make("h2", {}, "Pictures"),
    make(
      "p",
      { class: "aside" },
      `Drawn from the ${current.length} entries shown, with the chosen kinds and witnesses.`,
    ),
  );
  if (!current.length) {
    container.append(make("p", {}, "There is no entry to draw."));
    return null;
  }
  titled(
    container,
    "Where the readings are",
    "The work from left to right, a row for each kind. The higher a bar, the more entries it shows; it links to the first of them. Line numbers are those of the text shown.",
    distribution(),
  );
  if (witnesses.length > 1) {
    const counted = agreement(witnesses);
    const ofHands = witnesses.some((x) => x.hand !== undefined)
      ? " Hands are shown too, after their manuscript: they are no independent witnesses."
      : "";
    titled(
      container,
      "Which witnesses agree",
      "Of the entries in which both witnesses are extant, how many in which they have the same reading. Differences of kinds that are not chosen do not count." +
        ofHands,
      heatMap(witnesses, counted),
    );
    titled(
      container,
      "Tree of the witnesses",
      "Average linkage of the shares of entries in which they differ (in per cent, at each node). It shows similarity; it is not a stemma." +
        ofHands,
      tree(witnesses, counted),
    );
  }
  return null;
}
