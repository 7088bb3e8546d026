import { useState } from "react";
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { readQuantity } from "@/lib/read-quantity";
import { renderInShop } from "@/testing/render";
import { QuantityStepper } from "./quantity-stepper";

function Stepper({ max }: { max: number }) {
  const [text, setText] = useState("1");
  const read = readQuantity(text, max, `Only ${max} left.`);
  return (
    <QuantityStepper
      label="Quantity"
      text={text}
      onText={setText}
      max={max}
      error={read.ok ? undefined : read.why}
    />
  );
}

test("text typed into a cleared field is the quantity", async () => {
  await renderInShop(<Stepper max={5} />);
  const field = page.getByRole("textbox", { name: "Quantity" });
  await field.clear();
  await expect.element(field).toHaveValue("");
  await expect.element(field).not.toHaveAttribute("aria-invalid");
  await userEvent.type(field, "3");
  await expect.element(field).toHaveValue("3");
});

test("too large and invalid quantities stay as typed, with a message", async () => {
  await renderInShop(<Stepper max={5} />);
  const field = page.getByRole("textbox", { name: "Quantity" });
  await field.fill("9");
  await expect.element(field).toHaveValue("9");
  await expect.element(field).toHaveAccessibleDescription("Only 5 left.");
  await field.fill("1.5");
  await expect.element(field).toHaveValue("1.5");
  await expect.element(field).toHaveAccessibleDescription("A quantity is a whole number, such as 2.");
});

test("the buttons stay between one and the available stock", async () => {
  await renderInShop(<Stepper max={2} />);
  await expect.element(page.getByRole("button", { name: "One less" })).toBeDisabled();
  await page.getByRole("button", { name: "One more" }).click();
  await expect.element(page.getByRole("button", { name: "One more" })).toBeDisabled();
  await page.getByRole("textbox", { name: "Quantity" }).fill("9");
  await page.getByRole("button", { name: "One less" }).click();
  await expect.element(page.getByRole("textbox", { name: "Quantity" })).toHaveValue("2");
});

test("an empty field explains what to enter", async () => {
  await renderInShop(<Stepper max={5} />);
  const field = page.getByRole("textbox", { name: "Quantity" });
  await field.clear();
  await userEvent.tab();
  await expect.element(field).toHaveAccessibleDescription("Enter a quantity.");
});
