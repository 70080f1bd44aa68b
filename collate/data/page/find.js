// Finding words in the text that is read, of which the browser sees only what is on the screen.

// The words of a witness without case and accents, and where each begins; made at the first search.
function foldedWords(witness) {
  if (!witness.folded) {
    const begins = new Int32Array(witness.size),
      parts = [];
    let at = 0;
    for (let i = 0; i < witness.size; i++) {
      const part = (i > 0 && witness.starts[i] > witness.ends[i - 1] ? " " : "") + folded(witness.word(i));
      begins[i] = at + (part.startsWith(" ") ? 1 : 0);
      at += part.length;
      parts.push(part);
    }
    witness.folded = { begins, text: parts.join("") };
  }
  return witness.folded;
}

// The tokens [first, last] of every place at which the words occur.
function placesOf(witness, query) {
  const wanted = folded(query.trim()),
    found = [];
  if (!wanted || !witness) return found;
  const { begins, text } = foldedWords(witness);
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    found.push([lowerBound(begins, at + 1) - 1, lowerBound(begins, at + wanted.length) - 1]);
  }
  return found;
}

let places = [],
  turn = -1; // the places found, and the selected one

function tellPlaces() {
  const witness = leading();
  places = choice.query.trim() ? placesOf(witness, choice.query) : [];
  turn = -1;
  const box = one("#places");
  box.hidden = !choice.query.trim();
  if (box.hidden) return;
  box.replaceChildren(
    `${places.length} ${places.length === 1 ? "place" : "places"} in the text of `,
    make("bdi", { class: "siglum" }, witness?.siglum ?? "no witness"),
    " ",
    make("button", { type: "button", "data-turn": -1, "aria-label": "previous place" }, "‹"),
    " ",
    make("button", { type: "button", "data-turn": 1, "aria-label": "next place" }, "›"),
  );
}

// Goes to the next place in the text, or the one before, and selects its words there.
function turnTo(by) {
  if (!places.length) return;
  turn = (turn + by + places.length + (turn < 0 && by < 0 ? 1 : 0)) % places.length;
  const witness = leading(),
    [first, last] = places[turn],
    column = witness.column[first];
  if (!["text", "parallel"].includes(choice.view)) {
    choice.view = "text";
    updateControls();
    render();
  }
  const row = shown.reachColumn(column),
    text = one(`.text[data-w="${witness.w}"]`, row);
  const [start] = rowBounds(rowOf(column)),
    from = rowOf(column) === 0 ? 0 : witness.starts[witness.before(start)];
  const range = rangeIn(text, witness.starts[first] - from, witness.ends[last] - from);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  (range.startContainer.parentElement ?? row).scrollIntoView({ block: "center" });
  one("#places").firstChild.data = `${turn + 1} of ${places.length} places in the text of `;
}

// The characters [start, end) of an element, as a range.
function rangeIn(element, start, end) {
  const range = document.createRange(),
    walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let at = 0,
    begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!begun && start < at + node.length) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= at + node.length) {
      range.setEnd(node, end - at);
      return range;
    }
    at += node.length;
  }
  if (begun) range.setEnd(element, element.childNodes.length); // the last words are in the next row
  return range;
}
