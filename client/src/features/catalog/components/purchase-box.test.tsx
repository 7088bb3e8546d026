import { expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { LiveRegion } from "@/components/ui/live-region";
import type { Product } from "@/lib/api-client";
import { renderInShop } from "@/testing/render";
import { useState } from "react";
import { PurchaseBox } from "./purchase-box";
import { noTerms } from "@/testing/product";

const time = "2026-11-22T10:00:00Z";
const product: Product = {
  id: "01M81G6DYCMVQAVR70EB5WEYNS",
  name: "Brass lamp",
  price: 20,
  quantity: 3,
  available: 3,
  description: "",
  image: "",
  images: [],
  sku: "",
  ...noTerms,
  version: 1,
  created_at: time,
  updated_at: time,
};

function Selling({ onAdd }: { onAdd: (quantity: number) => void }) {
  const [available, setAvailable] = useState(3);
  return (
    <>
      <PurchaseBox product={{ ...product, available }} inCart={0} onAdd={onAdd} />
      <button onClick={() => setAvailable(0)}>Sell the rest</button>
      <LiveRegion />
    </>
  );
}

test("the chosen quantity is added; a sold-out product disables the button and is announced", async () => {
  const onAdd = vi.fn();
  await renderInShop(<Selling onAdd={onAdd} />);
  await page.getByRole("button", { name: "One more" }).click();
  await page.getByRole("button", { name: "Add to cart" }).click();
  expect(onAdd).toHaveBeenCalledWith(2);
  await page.getByRole("button", { name: "Sell the rest" }).click();
  await expect.element(page.getByRole("button", { name: "Sold out" })).toBeDisabled();
  await expect.element(page.getByText("Brass lamp is sold out.")).toBeInTheDocument();
});

test("before its start a sale counts down, and the button opens at the second", async () => {
  const start = (Math.floor(Date.now() / 1_000) + 2) * 1_000;
  const coming = { ...product, sale_starts_at: new Date(start).toISOString(), limit_per_customer: 2 };
  await renderInShop(
    <>
      <PurchaseBox product={coming} inCart={0} asksToSignIn onAdd={vi.fn()} />
      <LiveRegion />
    </>,
  );
  await expect.element(page.getByRole("button", { name: "Not on sale yet" })).toBeDisabled();
  await expect.element(page.getByRole("timer")).toHaveTextContent(/Starts in 00:0[12]/);
  await expect.element(page.getByText("At most 2 a person.")).toBeVisible();
  await expect
    .element(page.getByRole("link", { name: "Sign in" }))
    .toHaveAttribute("href", "/sign-in?next=%2F");
  await expect.element(page.getByRole("button", { name: "Add to cart" })).toBeEnabled();
  expect(Date.now()).toBeGreaterThanOrEqual(start);
  await expect.element(page.getByText("The sale of Brass lamp has started.")).toBeInTheDocument();
});

test("a sale that has ended says so", async () => {
  const ended = { ...product, sale_ends_at: "2026-11-01T18:00:00.000Z" };
  await renderInShop(<PurchaseBox product={ended} inCart={0} onAdd={vi.fn()} />);
  await expect.element(page.getByRole("button", { name: "The sale has ended" })).toBeDisabled();
});
