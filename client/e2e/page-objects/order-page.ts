import type { Locator, Page } from "@playwright/test";

export class OrderPage {
  readonly steps: Locator;
  readonly receipt: Locator;
  readonly reconnecting: Locator;
  readonly live: Locator;
  readonly products: Locator;
  readonly headline: Locator;
  readonly pay: Locator;
  readonly timeLeft: Locator;
  readonly again: Locator;

  constructor(private readonly page: Page) {
    this.steps = page.getByRole("list", { name: "Timeline" }).getByRole("listitem");
    this.receipt = page.getByRole("region", { name: "Receipt" });
    this.reconnecting = page.getByText("Reconnecting…");
    this.live = page.getByText("Live", { exact: true });
    this.products = page.getByRole("list", { name: "Products" }).getByRole("listitem");
    this.headline = page.getByRole("heading", { level: 1 });
    this.pay = page.getByRole("link", { name: /^Pay \$/ });
    this.again = page.getByRole("button", { name: "Order again" });
    this.timeLeft = page.getByRole("timer");
  }

  /** The question that follows the button. */
  get cancelling() {
    return this.page.getByRole("dialog", { name: "Cancel this order?" });
  }

  get cancel() {
    return this.page.getByRole("main").getByRole("button", { name: "Cancel order" });
  }

  /** Cancels the order, and says yes to the question. */
  async cancelOrder(): Promise<void> {
    await this.cancel.click();
    await this.cancelling.getByRole("button", { name: "Cancel order" }).click();
  }

  open(pk: string) {
    return this.page.goto(`/orders/${pk}`);
  }

  step(title: string) {
    return this.steps.filter({ has: this.page.getByRole("heading", { name: title }) });
  }

  get pk(): string {
    return new URL(this.page.url()).pathname.split("/").at(-1) ?? "";
  }
}
