import { PaymentPanel } from "../page-objects/payment-panel";
import { paidOrder } from "../sandbox";
import { expect, expectAccessible } from "../test";
import { test } from "./sandbox-admin";

const long = "Copper coffee pot with a long name that has to wrap somewhere sensible".padEnd(150, " wrap");

for (const [width, colorScheme] of [
  [360, "light"],
  [360, "dark"],
  [1280, "light"],
  [1280, "dark"],
] as const) {
  test.describe(`${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("the money page", async ({ admin, store }) => {
      await paidOrder(store, { name: long });
      await admin.goto("/admin/money");
      await expect(admin.getByRole("img", { name: /^By day/ })).toBeVisible();
      await admin.getByText("Figures by day").click();
      await expectAccessible(admin);
    });

    test("the money of an order, its dialog, and a refund of unknown outcome", async ({ admin, store }) => {
      const panel = new PaymentPanel(admin);
      await panel.open(await paidOrder(store, { name: long }));
      await expectAccessible(admin);
      await panel.refund.click();
      await panel.dialog.getByRole("button", { name: "Refund", exact: true }).click();
      await expect(panel.dialog.getByRole("alert")).toBeVisible();
      await expectAccessible(admin);
      await admin.route("**/refunds", (route) => route.abort());
      await panel.dialog.getByRole("button", { name: "All units" }).click();
      await panel.send();
      await expect(panel.unknown).toBeVisible();
      await expectAccessible(admin);
    });
  });
}
