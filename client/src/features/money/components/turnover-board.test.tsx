import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { FakeShop, problem } from "@/testing/fake-shop";
import { renderInShop } from "@/testing/render";
import { turnoverOf } from "@/testing/turnover";
import { TurnoverBoard } from "./turnover-board";

const days = { from: "2026-11-28", to: "2026-11-29" };
const onChange = vi.fn();

let shop: FakeShop;
let answer: () => Response;

beforeEach(() => {
  onChange.mockReset();
  shop = new FakeShop();
  answer = () => Response.json(turnoverOf());
  shop.answer = (path) => (path === "/payment/turnover" ? answer() : undefined);
});

afterEach(() => vi.restoreAllMocks());

const show = () =>
  renderInShop(<TurnoverBoard search={days} days={days} today="2026-11-29" onChange={onChange} />);
const products = page.getByRole("table", { name: "Turnover by product" });

const names = () =>
  products
    .getByRole("link")
    .elements()
    .map((link) => link.textContent);

test("the figures, the chart in words, and the same figures by day", async () => {
  await show();
  await expect
    .element(page.getByRole("img", { name: /paid \$110.00, refunded \$10.00, net \$100.00/ }))
    .toBeVisible();
  await page.getByText("Figures by day").click();
  const rows = page.getByRole("table", { name: "Figures by day" }).getByRole("row");
  await expect
    .element(rows.nth(1))
    .toHaveTextContent("Nov 29, 2026Paid$80.00Refunded$0.00Net$80.00Paid orders2");
});

test("a phone shows all figures of a day, and its days have the same height", async () => {
  const busy = {
    day: "2026-11-30",
    captured: 12_345.67,
    refunded: 1_234.5,
    net: 11_111.17,
    orders: 1_234,
    refusals: [],
  };
  answer = () => Response.json(turnoverOf({ days: [...turnoverOf().days, busy] }));
  await page.viewport(328, 640); // a phone of 360 px without the margins of the page
  await show();
  await page.getByText("Figures by day").click();
  const table = page.getByRole("table", { name: "Figures by day" });
  await expect.element(table.getByText("$12,345.67")).toBeVisible();
  const cells = table.getByRole("cell").elements();
  expect(cells.every((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true);
  expect(cells.every((cell) => cell.getBoundingClientRect().right <= 328)).toBe(true);
  const [, ...days] = table.getByRole("row").elements();
  expect(new Set(days.map((row) => row.clientHeight)).size).toBe(1);
});

test("products are sorted by a column, and those that brought least are one row", async () => {
  answer = () =>
    Response.json(
      turnoverOf({ other_products: { products: 1_234, units: 5, captured: 1, refunded: 0, net: 1 } }),
    );
  await page.viewport(1280, 800); // a phone shows no headers of columns
  await show();
  await expect.poll(names).toEqual(["Tray", "Brass lamp"]);
  await products.getByRole("button", { name: "Product", exact: true }).click();
  await expect.poll(names).toEqual(["Brass lamp", "Tray"]);
  await expect
    .element(products.getByRole("columnheader", { name: "Product" }))
    .toHaveAttribute("aria-sort", "ascending");
  await expect.element(products.getByText("1,234 other products")).toBeVisible();
});

test("what was refused, of which product and why, and how much of it is sold", async () => {
  await show();
  const tray = products.getByRole("row", { name: /^Tray/ });
  await expect.element(tray).toHaveTextContent(/Part of stock sold90 %Refused orders4/);
  await expect
    .element(products.getByRole("row", { name: /^Brass lamp/ }))
    .toHaveTextContent(/Part of stock sold–Refused orders0/);
  await expect.element(page.getByText("Sold out", { exact: true })).toBeVisible();
});

test("what was refunded as an amount has a row of its own", async () => {
  answer = () => Response.json(turnoverOf({ unassigned_refunds: 4.5 }));
  await show();
  await expect
    .element(products.getByRole("row", { name: /^Refunds not assigned to a product/ }))
    .toHaveTextContent(/\$0\.00.*\$4\.50.*-\$4\.50$/);
});

test("days without money say so", async () => {
  answer = () =>
    Response.json(turnoverOf({ captured: 0, refunded: 0, net: 0, orders: 0, products: [], refusals: [] }));
  await show();
  await expect.element(page.getByRole("heading", { name: "No money moved" })).toBeVisible();
});

test("figures that are not complete say from when on they are", async () => {
  answer = () => Response.json(turnoverOf({ since: "2026-11-29" }));
  await show();
  await expect.element(page.getByText("Figures are complete from Nov 29, 2026 on.")).toBeVisible();
});

test("a preset and typed days are chosen; days that are no range are not asked for", async () => {
  await show();
  await page.getByRole("button", { name: "7 days" }).click();
  expect(onChange).toHaveBeenLastCalledWith({ range: "7d" });
  await page.getByLabelText("From", { exact: true }).fill("2026-11-01");
  expect(onChange).toHaveBeenLastCalledWith({ from: "2026-11-01", to: "2026-11-29" });
  await page.getByLabelText("From", { exact: true }).fill("2026-12-01");
  await expect.element(page.getByText("The first day is after the last day.")).toBeVisible();
  expect(onChange).toHaveBeenCalledTimes(2);
});

test("turnover that cannot be read says so", async () => {
  answer = () => problem(422, "validation_failed", "Not these days.");
  await show();
  await expect
    .element(page.getByRole("heading", { name: "The turnover cannot be shown right now" }))
    .toBeVisible();
});
