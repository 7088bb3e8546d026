import { expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { LiveRegion } from "@/components/ui/live-region";
import type { Product } from "@/lib/api-client";
import { renderInShop } from "@/testing/render";
import { useState } from "react";
import { PurchaseBox } from "./purchase-box";

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
