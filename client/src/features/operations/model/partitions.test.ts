import { expect, test } from "vitest";
import { showPartitions } from "./partitions";

test.each([
  [[], "none"],
  [[7], "7"],
  [[7, 8], "7, 8"],
  [[0, 1, 2, 3], "0–3"],
  [[1, 4, 5, 6, 9, 10, 15], "1, 4–6, 9, 10, 15"],
])("partitions %j are shown as %s", (partitions, shown) => {
  expect(showPartitions(partitions)).toBe(shown);
});
