import { expect, test } from "vitest";
import { moved } from "./reorder";

test("an item moves to a place, and the others keep their order", () => {
  expect(moved([..."abcd"], 0, 2)).toEqual([..."bcad"]);
  expect(moved([..."abcd"], 3, 0)).toEqual([..."dabc"]);
  expect(moved([..."abcd"], 1, 1)).toEqual([..."abcd"]);
});
