import "./with_record.js";

import assert from "node:assert/strict";
import { test } from "node:test";

import { BASES, BY_NUMBER, entriesNear, WITNESSES } from "../src/record.js";

const [A, , C, , D] = WITNESSES;
/** @param {number} n */
const entry = (n) => BY_NUMBER.get(n) ?? assert.fail(`no entry ${n}`);

test("words stand in their columns and lines", () => {
  assert.equal(A.words(0, 4), "My Lord, he");
  assert.deepEqual([D.before(9), D.before(10), D.word(2)], [0, 1, "walked"]);
  assert.deepEqual(
    [0, 34, 35, 37, 66].map((at) => A.line(at)),
    [1, 1, 1, 2, 4],
  );
});

test("a witness is silent where it is not extant", () => {
  assert.deepEqual(
    [0, 8, 9, 15, 16].map((column) => D.silence(column)),
    ["absent", "absent", "", "", "absent"],
  );
});

test("an entry has the words of each witness, and an empty span where one has none", () => {
  assert.deepEqual([entry(2).text(A.w), entry(2).text(C.w)], ["colour", "colours"]);
  assert.equal(entry(3).text(C.w), "");
  assert.deepEqual(entry(3).span(C.w), [28, 28]);
});

test("every reading can be the lemma where all were compared", () => {
  assert.deepEqual(BASES, ["A", "B", "C", "C*", "D", "majority", "none"]);
});

test("entries are found by their columns", () => {
  assert.deepEqual(
    entriesNear(6, 7).map(({ n }) => n),
    [2, 3],
  );
});
