import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { Toaster } from "@/components/ui/toaster";
import { toast } from "@/lib/toasts";
import { renderInShop } from "@/testing/render";
import { AdminHeader } from "./admin-header";

test("on a phone a toast leaves the navigation in sight", async () => {
  await page.viewport(360, 640);
  await renderInShop(
    <>
      <AdminHeader signOut={null} />
      <Toaster />
    </>,
  );
  toast("Terms saved");
  const text = page.getByText("Terms saved");
  await expect.element(text).toBeVisible();
  const pages = page.getByRole("navigation", { name: "Store" });
  const edge = text.element().closest(".pointer-events-auto")?.getBoundingClientRect().bottom;
  expect(edge).toBeLessThan(pages.element().getBoundingClientRect().top);
});
