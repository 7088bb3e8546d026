import { expect } from "@playwright/test";
import { signIn } from "../admin/fixtures";
import { PaymentPanel } from "../page-objects/payment-panel";
import { pressAtBank } from "../sandbox";
import { until } from "../process";
import { customer } from "../test";
import type { Screen, Stage } from "./screens";

/** A paid order of two products of the seed, with a unit paid back. */
async function partlyRefunded({ store, products }: Stage): Promise<string> {
  const ids = ["Single-origin coffee beans", "Indigo ink"].map((name) => products.get(name)?.id ?? "");
  const { pk } = await store.cart(ids, customer);
  await until(`${pk} can be paid`, async () => (await store.find(pk)).payment.url !== null);
  await pressAtBank(store, pk);
  await store.settled(pk);
  await store.refund(pk, 4);
  await until(`${pk} is refunded`, async () => (await store.find(pk)).payment.refunded === 4);
  return pk;
}

async function open(stage: Stage): Promise<PaymentPanel> {
  const pk = await partlyRefunded(stage);
  await signIn(stage.page.context(), stage.services);
  const panel = new PaymentPanel(stage.page);
  await panel.open(pk);
  return panel;
}

/** The owner's money in a shop whose buyers pay at the sandbox's bank. */
export const moneyScreens: Screen[] = [
  {
    name: "money-order",
    show: async (stage) => {
      const panel = await open(stage);
      await panel.panel.evaluate((element) => element.scrollIntoView());
    },
  },
  {
    name: "money-refund",
    show: async (stage) => {
      const panel = await open(stage);
      await panel.refund.click();
      await panel.dialog.getByLabel("Units of Indigo ink").fill("1");
      await panel.dialog.getByLabel("Reason (optional)").fill("Arrived broken");
    },
  },
  {
    name: "money-turnover",
    show: async (stage) => {
      await open(stage);
      await stage.page.goto("/admin/money?range=7d");
      await expect(stage.page.getByRole("img", { name: /^By day/ })).toBeVisible();
    },
  },
];
