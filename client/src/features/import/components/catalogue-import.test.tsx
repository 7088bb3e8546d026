import { QueryClientProvider } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { createQueryClient } from "@/lib/query-client";
import { lamp, result } from "../model/testing";
import type { BatchItem, BatchResult } from "../model/batch";
import { CatalogueImport } from "./catalogue-import";
import { useCurrency } from "@/lib/money";

useCurrency.setState({ currency: "USD" });

type Answer = (item: BatchItem) => Partial<BatchResult>;

let written: BatchItem[][];
let tried: Answer;
let wrote: (items: BatchItem[]) => Response;

const answers = (items: BatchItem[], one: Answer) =>
  Response.json({ results: items.map((item) => result({ key: `name:${item.name}`, ...one(item) })) });

beforeEach(() => {
  written = [];
  tried = () => ({});
  wrote = (items) => answers(items, () => ({}));
  localStorage.clear();
  vi.spyOn(window, "fetch").mockImplementation(async (input) => {
    const request = input as Request;
    const { items } = (await request.json()) as { items: BatchItem[] };
    if (request.url.endsWith("dry_run=true")) return answers(items, tried);
    written.push(items);
    return wrote(items);
  });
});

afterEach(() => vi.restoreAllMocks());

async function choose(csv: string | Uint8Array<ArrayBuffer>) {
  const screen = await render(
    <QueryClientProvider client={createQueryClient(() => undefined)}>
      <CatalogueImport />
    </QueryClientProvider>,
  );
  await userEvent.upload(screen.getByLabelText("CSV file"), new File([csv], "catalogue.csv"));
  return screen;
}

test("the preview counts new, changed and invalid rows, and writes nothing", async () => {
  tried = ({ name }) =>
    name === "Lamp" ? { outcome: "updated", key: lamp.id, product: lamp, changed: ["price"] } : {};
  const screen = await choose("name,price,quantity\nRug,9.50,1\nLamp,25,10\nBad,x,1\n");
  await expect.element(screen.getByRole("button", { name: "1 New" })).toBeVisible();
  await expect
    .element(screen.getByRole("button", { name: "1 Invalid" }))
    .toHaveAttribute("aria-pressed", "true");
  await expect.element(screen.getByRole("row", { name: /Line 4/ })).toHaveTextContent("A price is a number");
  await screen.getByRole("button", { name: "1 Changed" }).click();
  await expect.element(screen.getByRole("row", { name: /Lamp/ })).toHaveTextContent("$20.00 → $25.00");
  expect(written).toEqual([]);
});

test("confirming sends batches of five hundred and reports", async () => {
  const lines = Array.from({ length: 1_200 }, (_, n) => `Thing ${n},1,1`);
  const screen = await choose(`name,price,quantity\n${lines.join("\n")}\n`);
  await screen.getByRole("button", { name: "Confirm: import 1,200 rows" }).click();
  await expect.element(screen.getByRole("heading", { name: "1,200 products imported" })).toBeVisible();
  expect(written.map((items) => items.length)).toEqual([500, 500, 200]);
});

test("a number with two readings is asked for once, and not passed without an answer", async () => {
  const screen = await choose("name;price;quantity\nRug;1,500;1\n");
  await screen.getByRole("button", { name: "Continue" }).click();
  await expect.element(screen.getByRole("alert")).toHaveTextContent("Choose what the number means.");
  await screen.getByRole("radio", { name: /^1.5 / }).click();
  await screen.getByRole("button", { name: "Continue" }).click();
  await screen.getByRole("button", { name: "Confirm: import 1 row" }).click();
  await expect.element(screen.getByRole("heading", { name: "1 product imported" })).toBeVisible();
  expect(written[0]).toMatchObject([{ name: "Rug", price: 1.5, quantity: 1 }]);
});

test("the columns of an unknown file are asked for, and remembered", async () => {
  const csv = "Was;Wieviel\nLampe;20\n";
  const screen = await choose(csv);
  await screen.getByRole("button", { name: "Continue" }).click();
  await expect.element(screen.getByRole("alert")).toHaveTextContent("Choose the column of the name");
  await userEvent.selectOptions(screen.getByLabelText("“Was” contains"), "Name");
  await userEvent.selectOptions(screen.getByLabelText("“Wieviel” contains"), "Price");
  await screen.getByRole("button", { name: "Continue" }).click();
  await expect.element(screen.getByRole("button", { name: "1 New" })).toBeVisible();
  await screen.getByRole("button", { name: "Another file" }).click();
  await userEvent.upload(screen.getByLabelText("CSV file"), new File([csv], "again.csv"));
  await expect.element(screen.getByRole("row", { name: /Lampe/ })).toHaveTextContent("$20.00");
});

test("a file without a clear encoding is shown, and read as the owner chooses", async () => {
  const bytes = Uint8Array.from([..."name,price,quantity\nCaf"].map((one) => one.charCodeAt(0)));
  const screen = await choose(
    Uint8Array.from([...bytes, 0xe9, ...[..." 5 ,2,1\n"].map((c) => c.charCodeAt(0))]),
  );
  await expect.element(screen.getByRole("region", { name: "Lines of the file" })).toHaveTextContent("Café 5");
  await userEvent.selectOptions(screen.getByLabelText("Encoding"), "Cyrillic (Windows-1251)");
  await expect.element(screen.getByRole("region", { name: "Lines of the file" })).toHaveTextContent("Cafй 5");
  await screen.getByRole("button", { name: "Continue" }).click();
  await expect.element(screen.getByRole("row", { name: /Cafй/ })).toBeVisible();
});

test("a file without changes leaves nothing to confirm", async () => {
  tried = () => ({ outcome: "unchanged", product: lamp });
  const screen = await choose("name,price,quantity\nLamp,20.00,10\n");
  await expect.element(screen.getByText("There is nothing to import.", { exact: false })).toBeVisible();
  expect(screen.getByRole("button", { name: /^Confirm/ }).query()).toBeNull();
});

test("conflicts show three versions, and only the rows that the owner chooses are written", async () => {
  tried = ({ id, sku }) => ({
    outcome: "updated",
    key: sku ?? "",
    product: { ...lamp, id: id ?? `${lamp.id.slice(0, -1)}${sku}`, name: `Lamp ${sku}` },
    changed: ["quantity"],
  });
  wrote = (items) =>
    written.length === 1
      ? answers(items, ({ id }) => ({
          outcome: "conflict",
          product: { ...lamp, id: id ?? "", quantity: 5, version: 4 },
        }))
      : answers(items, () => ({ outcome: "updated" }));
  const screen = await choose("sku,quantity\n2,12\n3,12\n");
  await screen.getByRole("button", { name: "Confirm: import 2 rows" }).click();
  await expect
    .element(screen.getByRole("heading", { name: "2 products have changed since the preview" }))
    .toBeVisible();
  const group = screen.getByRole("group", { name: /line 3/ });
  await expect.element(group).toHaveTextContent(/You saw10.*Now5.*Yours12/);
  await group.getByRole("radio", { name: "Save mine" }).click();
  await screen.getByRole("button", { name: "Continue" }).click();
  await expect.element(screen.getByRole("heading", { name: "1 product imported" })).toBeVisible();
  expect(written[1]).toMatchObject([{ quantity: 12, seen: { version: 4, quantity: 5 } }]);
});

test("pictures of other sites are counted before anything is written, and many unknown columns are not all listed", async () => {
  const more = Array.from({ length: 40 }, (_, n) => `attribute ${n}`);
  const screen = await choose(
    [
      ["name", "price", "quantity", "image", ...more, "name"].join(","),
      ["Rug", "1", "1", "https://other.example/a.jpg", ...more, "x"].join(","),
      ["Vase", "1", "1", "/images/b.webp", ...more, "x"].join(","),
    ].join("\n"),
  );
  await expect
    .element(screen.getByText("1 row has a picture on another site, and this shop shows only its own."))
    .toBeVisible();
  await expect.element(screen.getByText(/attribute 11 and 29 more\.$/)).toBeVisible();
  expect(written).toEqual([]);
});

test("the invalid rows are downloaded as they are in the file", async () => {
  tried = ({ name }) => (name === "Bad" ? { outcome: "failed", detail: "Refused." } : {});
  const screen = await choose("name,price,quantity\nBad,1,1\nRug,1,1\n");
  await expect.element(screen.getByRole("button", { name: "1 Invalid" })).toBeVisible();
  const saved = vi.spyOn(URL, "createObjectURL");
  await screen.getByRole("button", { name: "Download them" }).click();
  await expect.poll(() => saved.mock.calls.length).toBe(1);
  expect(await (saved.mock.calls[0]?.[0] as Blob).text()).toContain("\r\n2,Refused.,Bad,1,1\r\n");
});
