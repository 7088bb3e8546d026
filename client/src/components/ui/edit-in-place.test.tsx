import { beforeEach, expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { showMoney, useCurrency } from "@/lib/money";
import { readPrice } from "@/lib/product-input";
import { EditInPlace } from "./edit-in-place";

useCurrency.setState({ currency: "USD" });

const onSave = vi.fn();
const onEditing = vi.fn();

beforeEach(() => vi.clearAllMocks());

async function open() {
  const screen = await render(
    <>
      <EditInPlace
        label="Price of Lamp"
        value={20}
        show={showMoney}
        write={(value) => value.toFixed(2)}
        read={readPrice}
        onSave={onSave}
        onEditing={onEditing}
      />
      <button type="button">Elsewhere</button>
    </>,
  );
  await screen.getByRole("button", { name: "Price of Lamp: $20.00. Edit" }).click();
  return { screen, input: screen.getByRole("textbox", { name: "Price of Lamp" }) };
}

test("editing starts with the value selected, so typing replaces it", async () => {
  const { input } = await open();
  await expect.element(input).toHaveFocus();
  await userEvent.keyboard("25");
  await expect.element(input).toHaveValue("25");
});

test("Enter saves and restores the focus", async () => {
  const { screen } = await open();
  await userEvent.keyboard("25{Enter}");
  expect(onSave).toHaveBeenCalledExactlyOnceWith(25);
  await expect.element(screen.getByRole("button", { name: /^Price of Lamp/ })).toHaveFocus();
  expect(onEditing.mock.calls).toEqual([[true], [false]]);
});

test("Escape saves nothing and shows the old value", async () => {
  const { screen } = await open();
  await userEvent.keyboard("25{Escape}");
  expect(onSave).not.toHaveBeenCalled();
  await expect.element(screen.getByRole("button", { name: /^Price of Lamp/ })).toHaveTextContent("$20.00");
  await expect.element(screen.getByRole("button", { name: /^Price of Lamp/ })).toHaveFocus();
});

test("the same value is not saved again", async () => {
  await open();
  await userEvent.keyboard("20{Enter}");
  expect(onSave).not.toHaveBeenCalled();
});

test("an invalid price keeps the field open and describes the problem", async () => {
  const { input } = await open();
  await userEvent.keyboard("x{Enter}");
  await expect.element(input).toHaveAccessibleDescription("A price is a number, such as 19.90.");
  await expect.element(input).toHaveAttribute("aria-invalid", "true");
  expect(onSave).not.toHaveBeenCalled();
});

test("leaving the field saves, too", async () => {
  const { screen } = await open();
  await userEvent.keyboard("30");
  await screen.getByRole("button", { name: "Elsewhere" }).click();
  expect(onSave).toHaveBeenCalledExactlyOnceWith(30);
});
