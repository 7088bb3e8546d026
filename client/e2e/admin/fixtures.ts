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

/** Sets the cookie of a new session directly; sign-in.spec.ts tests the form. */
export async function signIn(context: BrowserContext, services: Services): Promise<void> {
  const value = await newSession(services);
  await context.addCookies([
    { name: "souk_admin", value, url: services.shopUrl, httpOnly: true, sameSite: "Strict" },
  ]);
}

/** The id of a new session of the store's staff, for the cookie souk_admin. */
export async function newSession({ inventoryUrl }: Services): Promise<string> {
  const response = await fetch(`${inventoryUrl}/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token: adminToken }),
  });
  const id = /^souk_admin=(\w+);/.exec(response.headers.get("Set-Cookie") ?? "")?.[1];
  if (!id) throw new Error(`no session: ${response.status}`);
  return id;
}

export function csv(name: string, lines: readonly string[]) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) };
}

/** The output of redis-cli: one line per value. */
export function redis(...command: string[]): string {
  return execFileSync("redis-cli", ["-u", process.env.SOUK_REDIS_URL ?? "", ...command], {
    encoding: "utf8",
  });
}

/** Of the default 16: the low bits of the id. */
export function partitionOf(id: string): number {
  return "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(id.at(-1) ?? "") % 16;
}

/** Other tests leave dead letters, too: they share the services of a worker. */
export function removeDeadLetters(): void {
  const keys = redis("--scan", "--pattern", "*:dead").split("\n").filter(Boolean);
  if (keys.length > 0) redis("DEL", ...keys);
}

/** An entry that no consumer can apply: it becomes a dead letter. */
export function addBrokenEntry(pk: string, quantity: string): void {
  const fields = ["pk", pk, "product_id", "01J00000000000000000000000", "quantity", quantity];
  redis("XADD", "payment:{3}:order_placed", "*", ...fields);
}

/** Clicks "Try again" while the service is still down; a page also retries by itself. */
export async function tryAgain(page: Page) {
  const asked = page.waitForRequest((request) => request.url().includes("/api/"));
  await page.getByRole("button", { name: "Try again" }).click();
  await asked;
}
