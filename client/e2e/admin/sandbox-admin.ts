import type { Page } from "@playwright/test";
import { sandboxWith } from "../sandbox";
import { signIn } from "./fixtures";

/** A page that is signed in to the admin of a shop whose buyers pay at the sandbox's bank. */
export const test = sandboxWith().extend<{ admin: Page }>({
  admin: async ({ page, services }, use) => {
    await signIn(page.context(), services);
    await use(page);
  },
});
