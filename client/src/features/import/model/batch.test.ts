import { describe, expect, test, vi } from "vitest";
import { Problem } from "@/lib/problem";
import { groupsOf, inBatches, itemOf, resultsOf, type BatchItem } from "./batch";
import { result } from "./testing";

const items = (count: number): BatchItem[] =>
  Array.from({ length: count }, (_, index) => ({ name: `Thing ${index}`, price: 1, quantity: 1 }));
const accept = (some: BatchItem[]) => Promise.resolve(some.map(() => result({})));
const invalid = (...locs: (string | number)[][]) =>
  new Problem(
    422,
    "validation_failed",
    "Validation failed",
    locs.map((loc) => ({ loc, type: "range", msg: "Input should be lower" })),
  );

describe("batches", () => {
  test("hold at most five hundred rows, in order", () => {
    const batches = [...inBatches(items(1_100), (item) => item)];
    expect(batches.map((batch) => batch.length)).toEqual([500, 500, 100]);
    expect(batches.flat()).toEqual(items(1_100));
  });

  test("are smaller than what a request may hold, whatever bytes the letters take", () => {
    const long = items(500).map((item) => ({ ...item, description: "日".repeat(5_000) }));
    const bytes = [...inBatches(long, (item) => item)].map((batch) =>
      Buffer.byteLength(JSON.stringify({ items: batch })),
    );
    expect(Math.max(...bytes)).toBeLessThan(1_000_000);
    expect(bytes.length).toBeGreaterThan(5);
  });
});

describe("a batch that does not validate", () => {
  test("goes again without the rows that are wrong, and each of those knows all its faults", async () => {
    const post = vi
      .fn(accept)
      .mockRejectedValueOnce(invalid(["body", "items", 1, "price"], ["body", "items", 1, "name"]));
    const results = await resultsOf(items(3), post);
    expect(post.mock.calls[1]?.[0].map(({ name }) => name)).toEqual(["Thing 0", "Thing 2"]);
    expect(results[1]).toEqual({
      outcome: "invalid",
      why: ["The price should be lower.", "The name should be lower."],
    });
    expect([results[0]?.outcome, results[2]?.outcome]).toEqual(["created", "created"]);
  });

  test("as a whole is a failure", async () => {
    const post = vi.fn(accept).mockRejectedValueOnce(invalid(["body"]));
    await expect(resultsOf(items(1), post)).rejects.toThrow("Validation failed");
  });
});

describe("the groups of a batch", () => {
  const hat = (options: Record<string, string>): BatchItem => ({ group: "hat", groupName: "Hat", options });

  test("have the values of all rows in their order, and the options of the first", () => {
    const rows = [
      hat({ colour: "red" }),
      { name: "Lamp" },
      hat({ colour: "blue" }),
      hat({ colour: "red" }),
      hat({ size: "M" }),
    ];
    expect(groupsOf(rows)).toEqual([
      { id: "hat", name: "Hat", options: [{ name: "colour", values: ["red", "blue"] }] },
    ]);
  });

  test("are not in the items", () => {
    expect(itemOf(hat({ colour: "red" }))).toEqual({ group: "hat", options: { colour: "red" } });
    expect(groupsOf([{ group: null, options: {} }, { group: "hat" }])).toEqual([]);
  });
});
