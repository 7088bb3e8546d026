import { useState } from "react";
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { renderInShop } from "@/testing/render";
import { QuantityStepper } from "./quantity-stepper";

function Stepper({ max }: { max: number }) {
  const [value, setValue] = useState(1);
  return <QuantityStepper label="Quantity" value={value} max={max} onChange={setValue} />;
}

test("the quantity stays between one and the most that is allowed", async () => {
  await renderInShop(<Stepper max={3} />);
  const field = page.getByRole("textbox", { name: "Quantity" });
  await expect.element(page.getByRole("button", { name: "One less" })).toBeDisabled();
  await field.fill("9");
  await expect.element(field).toHaveValue("3");
  await expect.element(page.getByRole("button", { name: "One more" })).toBeDisabled();
  await page.getByRole("button", { name: "One less" }).click();
  await expect.element(field).toHaveValue("2");
  await field.fill("none");
  await expect.element(field).toHaveValue("1");
});
