import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { FakeShop, problem } from "@/testing/fake-shop";
import { renderInShop } from "@/testing/render";
import type { StockLedger as Ledger } from "../api/get-ledger";
import { StockForm } from "./stock-form";
import { StockLedger } from "./stock-ledger";

const id = "01J00000000000000000000001";
const entry: Ledger["entries"][number] = {
  at: "2026-11-29T10:00:00.000Z",
  kind: "added",
  reason: "Delivery",
  who: "session 1f2e3d4c",
  change: 10,
  quantity: 16,
  price: 20,
  state: "active",
  taken: 4,
};

let shop: FakeShop;
let ledger: Ledger;
let keys: (string | null)[];
let changed: () => Response;

beforeEach(() => {
  shop = new FakeShop();
  ledger = { product_id: id, quantity: 16, sold: 4, returned: 0, balanced: true, entries: [entry] };
  keys = [];
  changed = () => Response.json({ id, quantity: 26 });
  shop.answer = (path) => (path.endsWith("/ledger") ? Response.json(ledger) : undefined);
  const fetch = vi.spyOn(window, "fetch");
  const usual = fetch.getMockImplementation();
  fetch.mockImplementation(async (input) => {
    const request = input as Request;
    if (!request.url.endsWith("/stock")) return usual?.(input) ?? Response.error();
    keys.push(request.headers.get("Idempotency-Key"));
    return changed();
  });
});

afterEach(() => vi.restoreAllMocks());

async function add(units: string, reason: string) {
  await page.getByLabelText("Units").fill(units);
  await page.getByLabelText("Reason").fill(reason);
  await page.getByRole("button", { name: "Save" }).click();
}

test("a change has its kind, its reason, who made it, and what came of it", async () => {
  await renderInShop(<StockLedger id={id} />);
  const table = page.getByRole("table", { name: "Changes of stock, price and state" });
  await expect
    .element(table.getByRole("row").nth(1))
    .toHaveTextContent(/Added.*Delivery.*Signed in \(1f2e3d4c\).*\+10.*16.*\$20\.00/);
  await expect.element(page.getByText("These changes and the orders add up to the stock.")).toBeVisible();
});

test("a ledger that does not add up says so", async () => {
  ledger = { ...ledger, balanced: false };
  await renderInShop(<StockLedger id={id} />);
  await expect.element(page.getByRole("alert")).toHaveTextContent(/do not add up/);
});

test("nothing is sent without units and a reason", async () => {
  await renderInShop(<StockForm id={id} />);
  await page.getByRole("button", { name: "Save" }).click();
  await expect.element(page.getByText("Say why, such as “Delivery”.")).toBeVisible();
  expect(keys).toEqual([]);
});

test("a change that was refused or lost is sent again with its key, and the next one with another", async () => {
  changed = () => problem(503, "unavailable", "Away.");
  await renderInShop(<StockForm id={id} />);
  await add("10", "Delivery");
  await expect.element(page.getByRole("alert")).toBeVisible();
  changed = () => Response.json({ id, quantity: 26 });
  await page.getByRole("button", { name: "Save" }).click();
  await expect.element(page.getByLabelText("Units")).toHaveValue("");
  await add("1", "Found");
  await expect.poll(() => keys.length).toBe(3);
  expect(keys[0]).toBeTruthy();
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});
