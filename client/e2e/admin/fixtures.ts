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

/** What redis-cli answers: a line for each value. */
export function redis(...command: string[]): string {
  return execFileSync("redis-cli", ["-u", process.env.SOUK_REDIS_URL ?? "", ...command], {
    encoding: "utf8",
  });
}

/** Of the default 16: the low bits of the id. */
export function partitionOf(id: string): number {
  return "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(id.at(-1) ?? "") % 16;
}

/** An entry that no consumer can apply: it becomes a dead letter. */
export function addBrokenEntry(pk: string, quantity: string): void {
  const fields = ["pk", pk, "product_id", "01J00000000000000000000000", "quantity", quantity];
  redis("XADD", "payment:{3}:order_placed", "*", ...fields);
}
