import { expect } from "@playwright/test";
import { signIn } from "../admin/fixtures";
import type { Screen, Stage } from "./screens";

const terms = `# Orders

An order is **placed** when its units are reserved. You pay nothing for what we cannot deliver.

# Delivery

| to | days | price |
|:--|--:|--:|
| United Kingdom | 2 | $4.00 |
| Europe | 5 | $9.00 |

- We send every parcel with a tracking number.
- Questions? [Write to us](mailto:shop@souk.example).
`;

/** What the shop links beside the button, in its footer and at the checkout. */
export async function writeAll({ store }: Stage) {
  await store.writePage("delivery", "We send every parcel with a tracking number.");
  await store.writePage("returns", "You can send everything back within 30 days.");
  await store.writePage("terms", terms);
  await store.writePage("privacy", "# What we keep\n\nYour address, until your order has arrived.");
  await store.writePage("contact", "shop@souk.example");
}

export const pageScreens: Screen[] = [
  {
    name: "page-terms",
    show: async (stage) => {
      await writeAll(stage);
      await stage.page.goto("/pages/terms");
      await expect(stage.page.getByRole("table")).toBeVisible();
      await stage.page.getByRole("contentinfo").scrollIntoViewIfNeeded();
      await stage.store.removePages();
    },
  },
  {
    name: "page-editor",
    show: async (stage) => {
      const { page, services, store } = stage;
      await writeAll(stage);
      await signIn(page.context(), services);
      await page.goto("/admin/pages/terms");
      await expect(page.getByRole("table")).toBeVisible();
      await store.removePages();
    },
  },
];
