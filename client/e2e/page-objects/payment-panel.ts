import type { Locator, Page } from "@playwright/test";

/** The money of an order on its page in the admin. */
export class PaymentPanel {
  readonly panel: Locator;
  readonly refunds: Locator;
  readonly ledger: Locator;
  readonly refund: Locator;
  readonly dialog: Locator;
  readonly unknown: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.locator("section", {
      has: page.getByRole("heading", { name: "Payment", exact: true, level: 2 }),
    });
    this.refunds = this.panel.getByRole("list", { name: "Refunds" }).locator("> li");
    this.ledger = this.panel.getByRole("list", { name: "Ledger" });
    this.refund = this.panel.getByRole("button", { name: "Refund…" });
    this.dialog = page.getByRole("dialog", { name: /^Refund order/ });
    this.unknown = page.getByText(/^It is unknown whether the refund of/);
  }

  async open(pk: string): Promise<void> {
    await this.page.goto(`/admin/orders/${pk}`);
    await this.ledger.waitFor();
  }

  /** Fills in the dialog; nothing is sent. */
  async chooseAmount(amount: string): Promise<void> {
    await this.refund.click();
    await this.dialog.getByLabel("An amount").check();
    await this.dialog.getByLabel("Amount", { exact: true }).fill(amount);
  }

  async send(): Promise<void> {
    await this.dialog.getByRole("button", { name: /^Refund/ }).click();
  }
}
