import { describe, expect, test, vi } from "vitest";
import type { Product } from "@/lib/api-client";
import { Problem } from "@/lib/problem";
import type { BatchItem, BatchResult } from "./batch";
import type { PreviewRow } from "./compare";
import { lamp, result } from "./testing";
import { overwrite, writeRows, type Write } from "./write";

const previewed = (line: number): PreviewRow => ({
  line,
  name: "",
  kind: "new",
  why: [],
  notes: [],
});
const newRow = (line: number): Write => ({
  row: previewed(line),
  item: { name: `Thing ${line}`, price: 1, quantity: 1, seen: { version: 0, quantity: 0 } },
});
const stockRow: Write = {
  row: previewed(2),
  item: { id: lamp.id, quantity: 12, seen: { version: 3, quantity: 10 } },
  base: lamp,
};
const priceRow: Write = { ...stockRow, item: { ...stockRow.item, quantity: undefined, price: 25 } };

type Post = (items: BatchItem[]) => Promise<BatchResult[]>;
const answerWith =
  (...answers: Partial<BatchResult>[]): Post =>
  () =>
    Promise.resolve(answers.map(result));

/** `write` and `dryRun` give their answers in this order; the last one stays. */
async function send(writes: Write[], write: Post[], dryRun: Post[] = [], wait = () => Promise.resolve(true)) {
  const once = (posts: Post[]) => vi.fn((items: BatchItem[]) => (posts.shift() ?? answerWith())(items));
  const calls = { write: once(write), dryRun: once(dryRun), wait: vi.fn(wait), onProgress: vi.fn() };
  const written = await writeRows(writes, { ...calls, isStopped: () => false });
  return { outcomes: written.map(({ outcome }) => outcome), ...calls };
}

const away: Post = () => Promise.reject(Problem.unreachable());
const now = (changes: Partial<Product>): Product => ({ ...lamp, version: 4, ...changes });

describe("writing a batch", () => {
  test("counts the result of each row", async () => {
    const { outcomes } = await send(
      [newRow(2), newRow(3), newRow(4)],
      [answerWith({ outcome: "created" }, { outcome: "unchanged" }, { outcome: "failed", detail: "No." })],
    );
    expect(outcomes).toEqual([{ kind: "created" }, { kind: "unchanged" }, { kind: "failed", why: "No." }]);
  });

  test("a stock that moved since the preview is a conflict, and sold units stay sold", async () => {
    const sold = now({ quantity: 5 });
    const { outcomes, write } = await send([stockRow], [answerWith({ outcome: "conflict", product: sold })]);
    expect(outcomes).toEqual([{ kind: "conflict", now: sold }]);
    expect(write).toHaveBeenCalledTimes(1);
  });

  test("a sale is no conflict with a new price: the row goes again with what is there now", async () => {
    const { outcomes, write } = await send(
      [priceRow],
      [
        answerWith({ outcome: "conflict", product: now({ quantity: 5 }) }),
        answerWith({ outcome: "updated" }),
      ],
    );
    expect(outcomes).toEqual([{ kind: "updated" }]);
    expect(write.mock.calls[1]?.[0]).toMatchObject([{ price: 25, seen: { version: 4, quantity: 5 } }]);
  });

  test("a product that changes again and again ends as a conflict, not in a loop", async () => {
    const moving = answerWith({ outcome: "conflict", product: now({ quantity: 5 }) });
    const { outcomes } = await send([priceRow], Array<Post>(9).fill(moving));
    expect(outcomes).toMatchObject([{ kind: "conflict" }]);
  });

  test("a product created in the meantime conflicts with a new one", async () => {
    const { outcomes } = await send([newRow(2)], [answerWith({ outcome: "conflict", product: lamp })]);
    expect(outcomes).toEqual([{ kind: "conflict", now: lamp }]);
  });

  test("a product deleted in the meantime is not created again", async () => {
    const { outcomes } = await send([stockRow], [answerWith({ outcome: "conflict", product: null })]);
    expect(outcomes).toMatchObject([{ kind: "failed" }]);
  });

  test("mine over theirs is sent with what is there now", () => {
    expect(overwrite(stockRow, now({ quantity: 5 })).item).toEqual({
      id: lamp.id,
      quantity: 12,
      seen: { version: 4, quantity: 5 },
    });
  });
});

describe("a batch without an answer", () => {
  test("that was written is counted as imported and not sent again", async () => {
    const { outcomes, write, dryRun } = await send(
      [newRow(2), stockRow],
      [away],
      [answerWith({ outcome: "unchanged", product: lamp }, { outcome: "unchanged", product: lamp })],
    );
    expect(outcomes).toEqual([{ kind: "created" }, { kind: "updated" }]);
    expect(write).toHaveBeenCalledTimes(1);
    expect(dryRun.mock.calls[0]?.[0].map(({ seen }) => seen)).toEqual([undefined, undefined]);
  });

  test("that was not written is sent again, as often as it takes", async () => {
    const missing = answerWith({ outcome: "created" }, { outcome: "updated", product: lamp });
    const { outcomes, write, wait } = await send(
      [newRow(2), stockRow],
      [away, away, answerWith({ outcome: "created" }, { outcome: "updated" })],
      [away, missing, missing],
    );
    expect(outcomes).toEqual([{ kind: "created" }, { kind: "updated" }]);
    expect(write).toHaveBeenCalledTimes(3);
    expect(wait).toHaveBeenCalledTimes(3);
  });

  test("is a conflict where someone else changed the same field", async () => {
    const sold = now({ quantity: 5 });
    const { outcomes } = await send([stockRow], [away], [answerWith({ outcome: "updated", product: sold })]);
    expect(outcomes).toEqual([{ kind: "conflict", now: sold }]);
  });

  test("is unknown when the owner stops before it is known, and nothing more is sent", async () => {
    const { outcomes, write } = await send([newRow(2)], [away], [], () => Promise.resolve(false));
    expect(outcomes).toEqual([{ kind: "unknown" }]);
    expect(write).toHaveBeenCalledTimes(1);
  });

  test("because the sign-in ended goes again after the next one", async () => {
    const signedOut: Post = () => Promise.reject(new Problem(401, "unauthorized", "Sign in"));
    const { outcomes, wait, dryRun } = await send(
      [newRow(2)],
      [signedOut, answerWith({ outcome: "created" })],
    );
    expect(outcomes).toEqual([{ kind: "created" }]);
    expect(wait).toHaveBeenCalledWith("signed-out");
    expect(dryRun).not.toHaveBeenCalled();
  });
});

test("rows after a stop are not sent", async () => {
  let batches = 0;
  const written = await writeRows(
    Array.from({ length: 1_100 }, (_, line) => newRow(line)),
    {
      write: (items) => {
        batches++;
        return answerWith(...items.map(() => ({})))(items);
      },
      dryRun: answerWith(),
      wait: () => Promise.resolve(true),
      onProgress: () => undefined,
      isStopped: () => batches === 1,
    },
  );
  const kinds = written.map(({ outcome }) => outcome.kind);
  expect([
    kinds.filter((kind) => kind === "created").length,
    kinds.filter((kind) => kind === "unsent").length,
  ]).toEqual([500, 600]);
});
