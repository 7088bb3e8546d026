import { expect, test, vi } from "vitest";
import { batched } from "./batched";

test("calls of one turn are one request, each with its own answer", async () => {
  const ask = vi.fn((ids: string[]) => Promise.resolve(ids.map((id) => id.toUpperCase())));
  const get = batched(3, ask);
  expect(await Promise.all(["a", "b", "c", "d"].map(get))).toEqual(["A", "B", "C", "D"]);
  expect(ask.mock.calls).toEqual([[["a", "b", "c"]], [["d"]]]);
  expect(await get("e")).toBe("E");
});

test("a request that fails fails each of its calls", async () => {
  const get = batched(3, () => Promise.reject(new Error("away")));
  const outcomes = await Promise.allSettled([get("a"), get("b")]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
