import { useState } from "react";
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { renderInShop } from "@/testing/render";
import { Dialog } from "./dialog";

function Opener() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button onClick={() => setOpen(true)}>Open</button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Your cart">
        <p>Inside</p>
      </Dialog>
    </>
  );
}

test("Escape closes the dialog and restores the focus", async () => {
  await renderInShop(<Opener />);
  const opener = page.getByRole("button", { name: "Open" });
  await opener.click();
  await expect.element(page.getByRole("dialog", { name: "Your cart" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByText("Inside")).not.toBeInTheDocument();
  await expect.element(opener).toHaveFocus();
});

test("a dialog that is opened again at once stays open, although the browser reports its closing later", async () => {
  await renderInShop(<Opener />);
  const opener = page.getByRole("button", { name: "Open" });
  await opener.click();
  const dialog = page.getByRole("dialog", { name: "Your cart" });
  await expect.element(dialog).toBeVisible();
  const reported = new Promise((resolve) => {
    dialog.element().addEventListener("close", resolve, { once: true });
  });
  const openAgain = opener.element() as HTMLElement;
  openAgain.addEventListener("focus", () => openAgain.click(), { once: true });
  await page.getByRole("button", { name: "Close" }).click();
  await reported;
  await expect.element(dialog).toBeVisible();
});
