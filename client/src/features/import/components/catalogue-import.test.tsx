import { QueryClientProvider } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { createQueryClient } from "@/lib/query-client";
import { CatalogueImport } from "./catalogue-import";
import { useCurrency } from "@/lib/money";

useCurrency.setState({ currency: "USD" });

const lamp = {
  id: "01J00000000000000000000001",
  name: "Lamp",
  price: 20,
  quantity: 5,
  available: 5,
  description: "",
  image: "",
  version: 1,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
};

let batches: { items: { name: string }[] }[];
let answerBatch: (items: { name: string }[]) => Response;

const json = (body: unknown, status = 200) => Response.json(body, { status });
const created = { outcome: "created", product: null, code: null, detail: null };

beforeEach(() => {
  batches = [];
  answerBatch = (items) => json({ results: items.map(() => created) });
  vi.spyOn(window, "fetch").mockImplementation(async (input) => {
    const request = input as Request;
    if (request.method === "GET") return json([lamp]);
    const body = (await request.json()) as (typeof batches)[number];
    batches.push(body);
    return answerBatch(body.items);
  });
});

afterEach(() => vi.restoreAllMocks());

async function choose(csv: string) {
  const screen = await render(
    <QueryClientProvider client={createQueryClient(() => undefined)}>
      <CatalogueImport />
    </QueryClientProvider>,
  );
  await userEvent.upload(
    screen.getByLabelText("CSV file"),
    new File([csv], "catalogue.csv", { type: "text/csv" }),
  );
  return screen;
}

test("the preview counts what is new, changed, the same and invalid, and writes nothing", async () => {
  const screen = await choose("name,price,quantity\nRug,9.50,1\nLamp,25,5\nBad,x,1\n");
  await expect.element(screen.getByRole("button", { name: "1 New" })).toBeVisible();
  await expect
    .element(screen.getByRole("button", { name: "1 Invalid" }))
    .toHaveAttribute("aria-pressed", "true");
  await expect.element(screen.getByRole("row", { name: /Line 4/ })).toHaveTextContent("A price is a number");
  await screen.getByRole("button", { name: "1 Changed" }).click();
  await expect.element(screen.getByRole("row", { name: /Lamp/ })).toHaveTextContent("$20.00 → $25.00");
  expect(batches).toEqual([]);
});

test("confirming sends batches of a hundred and reports", async () => {
  const lines = Array.from({ length: 250 }, (_, n) => `Thing ${n},1,1`);
  const screen = await choose(`name,price,quantity\n${lines.join("\n")}\n`);
  await screen.getByRole("button", { name: "Confirm: import 250 rows" }).click();
  await expect.element(screen.getByRole("heading", { name: "All of it is in the shop" })).toBeVisible();
  expect(batches.map(({ items }) => items.length)).toEqual([100, 100, 50]);
});

test("a shop that goes away in between ends the import and says which rows are missing", async () => {
  answerBatch = () => new Response("away", { status: 502 });
  const screen = await choose("name,price,quantity\nRug,9.50,1\nVase,1,1\n");
  await screen.getByRole("button", { name: /^Confirm/ }).click();
  await expect
    .element(screen.getByRole("heading", { name: "The import stopped before its end" }))
    .toBeVisible();
  await expect
    .element(screen.getByRole("row", { name: /Rug/ }))
    .toHaveTextContent("importing the file again shows it");
  await expect.element(screen.getByRole("button", { name: "Download failures" })).toBeVisible();
});

test("a file that the shop has already leaves nothing to confirm", async () => {
  const screen = await choose("name,price,quantity\nLamp,20.00,5\n");
  await expect.element(screen.getByText("There is nothing to import.", { exact: false })).toBeVisible();
  expect(screen.getByRole("button", { name: /^Confirm/ }).query()).toBeNull();
});
