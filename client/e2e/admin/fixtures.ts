import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { adminToken } from "../services";
import { expect, test as base } from "../test";

/** A page that is signed in to the admin. */
export const test = base.extend<{ admin: Page }>({
  admin: async ({ page, services }, use) => {
    await page
      .context()
      .addCookies([
        { name: "souk_admin", value: adminToken, url: services.shopUrl, httpOnly: true, sameSite: "Strict" },
      ]);
    await use(page);
  },
});

export { expect };

export function csv(name: string, lines: readonly string[]) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) };
}

/** An entry that no consumer can apply: it becomes a dead letter. */
export function addBrokenEntry(pk: string, quantity: string): void {
  const url = process.env.SOUK_REDIS_URL ?? "";
  const fields = ["pk", pk, "product_id", "01J00000000000000000000000", "quantity", quantity];
  execFileSync("redis-cli", ["-u", url, "XADD", "payment:{3}:order_placed", "*", ...fields]);
}
