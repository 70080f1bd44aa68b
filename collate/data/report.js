"use strict";
// Filters and highlights; everything it hides is in the page and readable without it.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  // Letters without case, accents or points, so that a search finds what a reader would call the same.
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");

  const list = one("#entries");
  const boxes = all("input[name=kind]");
  const query = one("#query");
  const grouped = one("#grouped");
  const entries = all("li[data-n]", list).map((item) => ({
    item,
    n: item.dataset.n,
    kinds: item.dataset.kinds.split(" "),
    text: folded(all(".n, .place, .line", item).map((part) => part.textContent).join(" ")),
    marks: [],
  }));
  const byNumber = new Map(entries.map((entry) => [entry.n, entry]));
  for (const mark of all(".text a[data-n]")) byNumber.get(mark.dataset.n)?.marks.push(mark);

  const usual = new Map(boxes.map((box) => [box.value, box.defaultChecked]));
  const presets = {
    all: () => true,
    usual: (box) => usual.get(box.value),
    substantive: (box) => box.dataset.significance === "substantive",
    accidental: (box) => box.dataset.significance === "accidental",
    editorial: (box) => box.dataset.significance === "editorial",
  };
  const check = (wanted) => boxes.forEach((box) => { box.checked = Boolean(wanted(box)); });
  const isUsual = () => boxes.every((box) => box.checked === usual.get(box.value));

  function show(entry, visible) {
    if (entry.item.hidden === !visible) return;
    entry.item.hidden = !visible;
    for (const mark of entry.marks) {
      // A mark without its entry is plain text: no link, no stop for the tab key.
      if (visible) mark.setAttribute("href", `#e${entry.n}`); else mark.removeAttribute("href");
      mark.classList.toggle("off", !visible);
    }
  }

  function apply() {
    const kinds = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const wanted = folded(query.value.trim());
    const found = new Map(boxes.map((box) => [box.value, 0]));
    let shown = 0;
    for (const entry of entries) {
      const matches = entry.text.includes(wanted);
      if (matches) for (const kind of entry.kinds) found.set(kind, (found.get(kind) ?? 0) + 1);
      const visible = matches && entry.kinds.some((kind) => kinds.has(kind));
      show(entry, visible);
      shown += visible;
    }
    for (const count of all(".count[data-kind]")) count.textContent = found.get(count.dataset.kind);
    for (const heading of all("li.group", list)) {
      heading.hidden = !entries.some((e) => e.kinds[0] === heading.dataset.group && !e.item.hidden);
    }
    one("#status").textContent = `${shown} of ${entries.length} entries shown`;
    document.documentElement.dataset.shown = String(shown);
  }

  function group() {
    for (const heading of all("li.group", list)) heading.remove();
    if (!grouped.checked) return entries.forEach(({ item }) => list.append(item));
    for (const { value } of boxes) {
      const heading = document.createElement("li");
      heading.className = "group";
      heading.dataset.group = value;
      heading.append(Object.assign(document.createElement("h3"), { textContent: value }));
      list.append(heading, ...entries.filter(({ kinds }) => kinds[0] === value).map(({ item }) => item));
    }
  }

  // The fragment of the address says what is shown, so that a selection can be sent to a colleague.
  function write() {
    const parts = [];
    if (!isUsual()) parts.push(`only=${boxes.filter((b) => b.checked).map((b) => b.value).join(",") || "nothing"}`);
    if (query.value.trim()) parts.push(`q=${encodeURIComponent(query.value.trim())}`);
    if (grouped.checked) parts.push("by=kind");
    history.replaceState(null, "", `#${parts.join("&")}`);
  }

  function read() {
    const fragment = location.hash.slice(1);
    const place = /^[et](\d+)(?:-(\d+))?$/.exec(fragment);
    if (place) return reveal(byNumber.get(place[1]), place[2]);
    if (fragment && !fragment.includes("=")) return apply();
    const wanted = new URLSearchParams(fragment);
    const only = wanted.get("only")?.split(",");
    const named = (box) => ["all", box.value, box.dataset.significance].some((name) => only.includes(name));
    check(only ? named : presets.usual);
    query.value = wanted.get("q") ?? "";
    grouped.checked = wanted.get("by") === "kind";
    group();
    apply();
  }

  // Whoever follows a link to an entry or a word sees it, whatever the filter says.
  function reveal(entry, w) {
    const column = one(`input[name=witness][value="${w}"]`);
    if (column && !column.checked) { column.checked = true; columns(); }
    apply();
    if (!entry) return;
    if (entry.item.hidden) {
      query.value = "";
      boxes.forEach((box) => { box.checked ||= entry.kinds.includes(box.value); });
      apply();
    }
    const target = document.getElementById(location.hash.slice(1));
    target?.scrollIntoView({ block: "center" });
    light(entry.n, Boolean(w));
  }

  const columns = () => {
    for (const box of all("input[name=witness]")) {
      for (const cell of all(`#texts [data-w="${box.value}"]`)) cell.hidden = !box.checked;
    }
  };

  const foot = one("#foot");
  let lit = null;
  function light(n, withFoot) {
    if (n !== lit) {
      for (const [number, on] of [[lit, false], [n, true]]) {
        const entry = byNumber.get(number);
        for (const part of entry ? [entry.item, ...entry.marks] : []) part.classList.toggle("lit", on);
      }
      lit = n;
    }
    const entry = withFoot ? byNumber.get(n) : undefined;
    foot.hidden = !entry;
    if (entry) {
      foot.replaceChildren(...all(".n, .line", entry.item).map((part) => part.cloneNode(true)));
      for (const part of all("a", foot)) part.removeAttribute("href");
    }
  }
  function pointed(event) {
    const part = event.target.closest?.("[data-n]");
    if (!part) return light(null, false);
    if (!part.classList.contains("off")) light(part.dataset.n, part.matches(".text a"));
  }

  document.addEventListener("mouseover", pointed);
  document.addEventListener("focusin", pointed);
  one("#filter").addEventListener("submit", (event) => event.preventDefault());
  one("#filter").addEventListener("input", (event) => {
    if (event.target.id === "reasons") {
      for (const why of all("details.why", list)) why.open = event.target.checked;
      return;
    }
    if (event.target === grouped) group();
    apply();
    write();
  });
  for (const button of all("button[data-preset]")) {
    button.addEventListener("click", () => { check(presets[button.dataset.preset]); apply(); write(); });
  }
  one("#shown").addEventListener("input", columns);
  one("#labels").addEventListener("input", (event) => one("#texts").classList.toggle("labelled", event.target.checked));
  window.addEventListener("hashchange", read);

  for (const form of all("form[hidden]")) form.hidden = false;
  columns();
  read();
})();
