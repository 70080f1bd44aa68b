import assert from "node:assert/strict";
import "./with_record.js";
import { test } from "node:test";

import { linkage } from "../src/agreement.js";

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
