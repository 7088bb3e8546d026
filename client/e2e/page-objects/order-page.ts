import type { Locator, Page } from "@playwright/test";

export class OrderPage {
  readonly steps: Locator;
  readonly receipt: Locator;
  readonly reconnecting: Locator;
  readonly live: Locator;

  constructor(private readonly page: Page) {
    this.steps = page.getByRole("list", { name: "Timeline" }).getByRole("listitem");
    this.receipt = page.getByRole("region", { name: "Receipt" });
    this.reconnecting = page.getByText("Reconnecting…");
    this.live = page.getByText("Live", { exact: true });
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
