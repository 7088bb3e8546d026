import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "./test";

test("the client's specifications equal those that the services serve", ({ services }) => {
  execFileSync("node", [fileURLToPath(new URL("../scripts/openapi.mjs", import.meta.url)), "--check"], {
    env: {
      ...process.env,
      SOUK_INVENTORY_PORT: new URL(services.inventoryUrl).port,
      SOUK_PAYMENT_PORT: new URL(services.paymentUrl).port,
    },
  });
});
