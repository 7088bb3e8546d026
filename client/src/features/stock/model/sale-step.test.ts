import { expect, test } from "vitest";
import { changedBy, questionOf, titleOf } from "./sale-step";

const sizes = [
  { name: "S", state: "draft" },
  { name: "M", state: "active" },
  { name: "L", state: "frozen" },
] as const;

test("a start changes drafts, a freeze what is active, and a release what is frozen", () => {
  const names = (step: Parameters<typeof changedBy>[0]) => changedBy(step, sizes).map(({ name }) => name);
  expect(names("start")).toEqual(["S"]);
  expect(names("freeze")).toEqual(["M"]);
  expect(names("release")).toEqual(["L"]);
});

test("one product is named, several are counted", () => {
  expect(titleOf([{ name: "Lamp" }])).toBe("“Lamp”");
  expect(titleOf(sizes)).toBe("3 products");
});

test("the question says what will happen to which products", () => {
  expect(questionOf("start", sizes)).toBe("Put 3 products on sale?");
  expect(questionOf("freeze", [{ name: "Lamp" }])).toBe("Freeze “Lamp”?");
});
