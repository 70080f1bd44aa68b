import assert from "node:assert/strict";
import { test } from "node:test";

import { directionOf, folded, lowerBound, visible } from "../src/text.js";

test("a bound is the first place that is not less", () => {
  assert.deepEqual(
    [0, 1, 2, 5, 6].map((wanted) => lowerBound([1, 2, 2, 5], wanted)),
    [0, 0, 1, 3, 4],
  );
});

test("what cannot be seen is shown", () => {
  assert.equal(visible("a\u00a0b\r\nc"), "a⍽b¶c");
  assert.equal(visible(" \t"), "␣⇥");
  assert.equal(visible("a\u202eb"), "a\\u{202e}b");
  assert.equal(visible("می\u200cشود"), "می\u200cشود"); // a joiner belongs to the word
});

test("a text is read in the direction of its first letter", () => {
  assert.deepEqual(["1 a שלום", "“שלום” a", "مرحبا", "12"].map(directionOf), ["ltr", "rtl", "rtl", "ltr"]);
});

test("a search knows neither case nor accents nor points", () => {
  assert.equal(folded("Élan  VITAL"), "elan vital");
  assert.equal(folded("שָׁלוֹם"), "שלום");
});
