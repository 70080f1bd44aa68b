import assert from "node:assert/strict";
import "./with_record.js";
import { test } from "node:test";

import { agreementOfWords, linkage, percent } from "../src/agreement.js";
import { readAddress } from "../src/address.js";
import { recomputeViews, selectEntries } from "../src/choice.js";
import { BASES, WITNESSES } from "../src/record.js";

test("the two nearest are joined first, and the third at the mean of its distances", () => {
  const compared = Array.from({ length: 3 }, () => [10, 10, 10]);
  const differ = [
    [0, 1, 8],
    [1, 0, 10],
    [8, 10, 0],
  ];
  const root = linkage(["A", "B", "C"], { compared, differ });
  assert.equal(root.height, 0.9);
  assert.deepEqual(
    root.parts.map((part) => [part.name, part.height, part.members]),
    [
      ["C", 0, [2]],
      ["", 0.1, [0, 1]],
    ],
  );
});

test("words are compared where both witnesses are extant and one has them", () => {
  recomputeViews();
  selectEntries();
  const [A, , , , D] = WITNESSES;
  assert.deepEqual(agreementOfWords([A, D]), {
    compared: [
      [24, 7],
      [7, 7],
    ],
    differ: [
      [0, 1],
      [1, 0],
    ],
  });
});

for (const only of ["spelling", "substitution", "accidental", "all"])
  test(`two witnesses agree in as many words whatever the base is: ${only}`, () => {
    /** @param {string} base */
    const told = (base) => {
      readAddress(`#base=${base}&only=${only}`);
      recomputeViews();
      selectEntries();
      return agreementOfWords(WITNESSES);
    };
    const first = told("A");
    assert.ok(first.differ.flat().some(Boolean));
    for (const base of BASES) assert.deepEqual(told(base), first, base);
  });

test("a share is not rounded to all or nothing", () => {
  assert.deepEqual(
    [
      [9999, 10000],
      [1, 10000],
      [3, 3],
      [0, 3],
      [1, 2],
      [1, 0],
    ].map(([part, whole]) => percent(part, whole)),
    ["99.9 %", "0.1 %", "100 %", "0 %", "50 %", "–"],
  );
});
