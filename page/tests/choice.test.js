import "./with_record.js";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { address, readAddress } from "../src/address.js";
import { occurrence, place, speaking } from "../src/around.js";
import { choice, current, kindOf, recomputeViews, seen, selectEntries } from "../src/choice.js";
import { citedWithWord } from "../src/cited.js";
import { placesOf } from "../src/find.js";
import { columnsWithVariants, silencesOf } from "../src/table.js";
import { BY_NUMBER, WITNESSES } from "../src/record.js";
import { endOfPrint } from "../src/windows.js";

/** @param {string} hash */
function open(hash) {
  const entry = readAddress(hash);
  recomputeViews();
  selectEntries();
  return entry;
}
/** @param {number} n */
const view = (n) => seen(BY_NUMBER.get(n) ?? assert.fail(`no entry ${n}`));
/** @param {number} n */
const kinds = (n) => view(n).readings.map((r) => r.variation?.kind);
beforeEach(() => void open(""));

test("readings differ from the chosen base", () => {
  assert.deepEqual(kinds(3), ["omission"]);
  open("#base=C");
  assert.deepEqual(kinds(3), ["addition"]);
});

test("the majority counts a manuscript and its hand that agree as one voice", () => {
  open("#base=majority");
  assert.equal(view(2).groups[view(2).lemma].map((w) => WITNESSES[w].siglum).join(), "B");
});

test("a kind that is not chosen is not shown", () => {
  open("#only=spelling");
  assert.deepEqual(
    current.map(({ entry }) => entry.n),
    [2],
  );
});

test("a search looks at readings, kinds and sigla", () => {
  open("#q=COLOUR");
  assert.deepEqual(
    current.map(({ entry }) => entry.n),
    [2],
  );
});

test("an address keeps what is chosen", () => {
  for (const hash of ["#", "#view=table&base=none&only=spelling,omission&w=A,B&q=%C3%A9&at=4", "#e2", "#by=kind"]) {
    const entry = open(hash);
    assert.equal(address({ entry: entry?.n ?? null }), hash);
  }
});

test("an address that makes no sense chooses nothing that is not there", () => {
  open("#base=nobody&view=nothing&e99&w=%ZZ&at=x");
  assert.deepEqual([choice.base, choice.view, choice.at, choice.witnesses.size], ["A", "text", null, 0]);
});

test("a mark is cited with its word", () => {
  assert.equal(citedWithWord(view(7))?.first.text, "good;");
  assert.deepEqual([...(citedWithWord(view(7))?.readings.values() ?? [])], ["good"]);
  assert.equal(citedWithWord(view(2)), null);
});

test("an entry is cited by its line, and its lemma by its number in the line", () => {
  assert.equal(place(view(4)), "l. 2");
  assert.equal(occurrence(view(2)), 1);
});

test("a search finds words whatever their case", () => {
  assert.deepEqual(placesOf(WITNESSES[0], "the RIVER"), [[13, 14]]);
});

test("with no base nothing was added or left out", () => {
  open("#base=none&only=omission");
  assert.deepEqual(
    current.map(({ entry, lemma, shown }) => [entry.n, lemma, kindOf(shown[0])]),
    [[3, -1, "addition or omission"]],
  );
});

test("the alignment shows variants with a column on either side", () => {
  open("#only=spelling,omission");
  assert.deepEqual(columnsWithVariants(), [5, 6, 7, 8]);
});

test("an entry has its own place, unless another place is named", () => {
  open("#at=4");
  assert.equal(address({ entry: 2, view: "entries" }), "#e2");
  assert.equal(address({ entry: 2, view: "parallel", at: 7 }), "#e2&view=parallel&at=7");
});

test("the majority is that of all witnesses, also if none of those shown has its reading", () => {
  open("#base=majority&w=A");
  const marks = view(7);
  assert.deepEqual([marks.groups[marks.lemma], speaking(marks).siglum], [[], "B"]);
  assert.equal(citedWithWord(marks)?.first.text, "good");
  assert.deepEqual(
    marks.readings.map(({ witnesses }) => witnesses),
    [[0]],
  );
});

test("the alignment explains the short forms that are in its cells, and no other", () => {
  assert.deepEqual(silencesOf(WITNESSES), [["abs.", "absent"]]);
  assert.deepEqual(silencesOf(WITNESSES.slice(0, 3)), []);
});

test("a print that is cut says how much of it is there", () => {
  assert.match(endOfPrint(1000, 1300), /^The print ends here\. It has 1000 of 1300 parts/);
});
