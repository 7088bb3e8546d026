import { describe, expect, test, vi } from "vitest";
import { Problem } from "@/lib/problem";
import { preview, type BatchItem } from "./preview";
import { sendRows, type BatchResult } from "./send-rows";
import { readSheet } from "./sheet";

function rows(count: number) {
  const lines = Array.from({ length: count }, (_, n) => `Thing ${n},1,1`);
  return preview(readSheet(`name,price,quantity\n${lines.join("\n")}\n`), []);
}

const created: BatchResult = {
  outcome: "created",
  product: null,
  changed: [],
  key: "name:thing",
  code: null,
  detail: null,
};
const accept = (items: BatchItem[]) => Promise.resolve(items.map(() => created));
const send = (
  count: number,
  post: (items: BatchItem[]) => Promise<BatchResult[]>,
  shouldStop = () => false,
) => {
  const onProgress = vi.fn();
  return sendRows(rows(count), { post, onProgress, shouldStop }).then((sent) => ({ sent, onProgress }));
};

describe("sending an import", () => {
  test("goes in batches of a hundred and tells how far it is", async () => {
    const post = vi.fn(accept);
    const { sent, onProgress } = await send(250, post);
    expect(post.mock.calls.map(([items]) => items.length)).toEqual([100, 100, 50]);
    expect(onProgress.mock.calls.flat()).toEqual([100, 200, 250]);
    expect(sent).toEqual({ created: 250, updated: 0, unchanged: 0, failed: [], stopped: false });
  });

  test("a row that the shop refuses keeps its line and reason", async () => {
    const refused: BatchResult = {
      ...created,
      outcome: "failed",
      code: "product_not_found",
      detail: "It is gone.",
    };
    const { sent } = await send(3, (items) =>
      Promise.resolve(items.map((_, at) => (at === 1 ? refused : created))),
    );
    expect(sent.created).toBe(2);
    expect(sent.failed).toMatchObject([{ line: 3, name: "Thing 1", why: "It is gone." }]);
  });

  test("a batch that does not validate goes again without the rows that are wrong", async () => {
    const fault = { loc: ["body", "items", 1, "price"], type: "range", msg: "too high" };
    const post = vi
      .fn(accept)
      .mockRejectedValueOnce(new Problem(422, "validation_failed", "Validation failed", [fault]));
    const { sent } = await send(3, post);
    expect(post).toHaveBeenCalledTimes(2);
    expect(sent.created).toBe(2);
    expect(sent.failed).toMatchObject([{ line: 3, why: "price: too high" }]);
  });

  test("a batch without an answer is not repeated, and nothing is sent after it", async () => {
    const post = vi.fn(accept).mockRejectedValueOnce(Problem.unreachable());
    const { sent } = await send(150, post);
    expect(post).toHaveBeenCalledTimes(1);
    expect(sent).toMatchObject({ created: 0, stopped: true });
    expect(sent.failed).toHaveLength(150);
    expect(sent.failed[149]?.why).toContain("Not sent");
  });

  test("stops between two batches when asked", async () => {
    let batches = 0;
    const { sent } = await send(
      300,
      (items) => accept(items).finally(() => batches++),
      () => batches === 1,
    );
    expect(sent).toMatchObject({ created: 100, stopped: true });
    expect(sent.failed).toHaveLength(200);
  });

  test("an expired sign-in ends it, and tells what had been written by then", async () => {
    let batches = 0;
    const { sent } = await send(250, (items) =>
      ++batches === 1 ? accept(items) : Promise.reject(new Problem(401, "unauthorized", "Sign in")),
    );
    expect(batches).toBe(2);
    expect(sent).toMatchObject({ created: 100, stopped: true });
    expect(sent.failed).toHaveLength(150);
    expect(sent.failed[0]?.why).toBe("Not sent: the sign-in had ended.");
  });
});
