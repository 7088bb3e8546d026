import { describe, expect, test, vi } from "vitest";
import type { BatchItem, BatchResult } from "./batch";
import { compareRows, countKinds } from "./compare";
import type { ReadRow } from "./read-row";
import { lamp, result, row } from "./testing";

function compare(rows: ReadRow[], answer: (item: BatchItem) => Partial<BatchResult>) {
  const dryRun = vi.fn((items: BatchItem[]) => Promise.resolve(items.map((item) => result(answer(item)))));
  const signal = new AbortController().signal;
  const options = { dryRun, signal, onProgress: () => undefined };
  return compareRows(rows, options).then((compared) => ({ compared, dryRun }));
}

describe("the preview of an import", () => {
  test("is what the shop says in a dry run", async () => {
    const rug = { name: "Rug", price: 9, quantity: 1 };
    const { compared } = await compare(
      [
        row(2, rug),
        row(3, { sku: "L-1", price: 25, quantity: 10 }),
        row(4, { name: "Lamp" }),
        row(5, { id: "x" }),
      ],
      ({ name, sku, id }) =>
        id
          ? { outcome: "failed", code: "product_not_found", detail: "There is no such product" }
          : sku
            ? { outcome: "updated", key: "a", product: lamp, changed: ["price"] }
            : name === "Rug"
              ? { outcome: "created", key: "name:rug" }
              : { outcome: "unchanged", key: "b", product: lamp },
    );
    expect(compared).toMatchObject([
      { kind: "new", item: { ...rug, seen: { version: 0, quantity: 0 } } },
      {
        kind: "changed",
        name: "Lamp",
        base: { price: 20, version: 3, quantity: 10 },
        item: { id: lamp.id, price: 25, seen: { version: 3, quantity: 10 } },
      },
      { kind: "unchanged" },
      { kind: "invalid", why: ["There is no such product"] },
    ]);
    expect(compared[1]?.item).not.toHaveProperty("quantity");
    expect(countKinds(compared)).toEqual({ new: 1, changed: 1, unchanged: 1, invalid: 1, skipped: 0 });
  });

  test("does not ask about rows that cannot be read or are no products", async () => {
    const { compared, dryRun } = await compare(
      [row(2, {}, { problems: ["5 cells for 4 columns."] }), row(3, {}, { skipped: "Not published." })],
      () => ({}),
    );
    expect(dryRun).not.toHaveBeenCalled();
    expect(compared).toMatchObject([
      { kind: "invalid", why: ["5 cells for 4 columns."] },
      { kind: "skipped", why: ["Not published."] },
    ]);
  });

  test("names the line of the same product, at any distance", async () => {
    const rows = Array.from({ length: 1_200 }, (_, index) =>
      row(index + 2, { name: index === 1_199 ? "THING 0" : `Thing ${index}` }),
    );
    const { compared, dryRun } = await compare(rows, ({ name }) => ({ key: `name:${name?.toLowerCase()}` }));
    expect(dryRun).toHaveBeenCalledTimes(3);
    expect(compared.at(-1)).toMatchObject({ kind: "invalid", why: ["The same product as line 2."] });
    expect(countKinds(compared).new).toBe(1_199);
  });
});
