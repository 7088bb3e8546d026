import type { Locator, Page } from "@playwright/test";

/** The page of the sandbox's bank. */
export class BankPage {
  readonly pay: Locator;
  readonly decline: Locator;
  readonly later: Locator;
  readonly cancel: Locator;
  readonly declined: Locator;

  constructor(page: Page) {
    this.pay = page.getByRole("button", { name: /^Pay [\d.,]+ [A-Z]{3}$/ });
    this.decline = page.getByRole("button", { name: "Decline" });
    this.later = page.getByRole("button", { name: "Pay later" });
    this.cancel = page.getByRole("button", { name: "Cancel" });
    this.declined = page.getByText("The card was declined.");
  }
}
