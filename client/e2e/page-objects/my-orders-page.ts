import type { Locator, Page } from "@playwright/test";

export class MyOrdersPage {
  readonly rows: Locator;

  constructor(private readonly page: Page) {
    this.rows = page.getByRole("list", { name: "Orders", exact: true }).getByRole("listitem");
  }

  /** As if this browser had placed them, newest first. */
  async openWith(pks: string[], search = "") {
    const kept = JSON.stringify({ state: { pks }, version: 0 });
    await this.page.addInitScript((value) => localStorage.setItem("souk.orders", value), kept);
    await this.page.goto(`/orders${search}`);
  }

  row(text: string) {
    return this.rows.filter({ hasText: text });
  }

  filter(label: string) {
    return this.page.getByRole("navigation", { name: "Filter by status" }).getByRole("link", { name: label });
  }
}
