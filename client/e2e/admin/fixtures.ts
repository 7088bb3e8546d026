import { execFileSync } from "node:child_process";
import type { BrowserContext, Page } from "@playwright/test";
import { adminToken, type Services } from "../services";
import { expect, test as base } from "../test";

/** A page that is signed in to the admin. */
export const test = base.extend<{ admin: Page }>({
  admin: async ({ page, services }, use) => {
    await signIn(page.context(), services);
    await use(page);
  },
});

export { expect };

/** With the cookie that the service sets; how one gets it is what sign-in.spec.ts tests. */
export async function signIn(context: BrowserContext, { shopUrl }: Services): Promise<void> {
  await context.addCookies([
    { name: "souk_admin", value: adminToken, url: shopUrl, httpOnly: true, sameSite: "Strict" },
  ]);
}

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

/** Asks at once. A page also asks by itself, so this is for while the service is still away. */
export async function tryAgain(page: Page) {
  const asked = page.waitForRequest((request) => request.url().includes("/api/"));
  await page.getByRole("button", { name: "Try again" }).click();
  await asked;
}
