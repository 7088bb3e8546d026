import type { Locator, Page, Route } from "@playwright/test";

const orders = "**/api/payment/orders";

type Buyer = Record<"email" | "name" | "line1" | "postal_code" | "city" | "country", string>;

export type SentOrder = { key: string; body: string };

export class CheckoutPage {
  readonly place: Locator;
  readonly pay: Locator;
  readonly summary: Locator;
  readonly unconfirmed: Locator;
  readonly unknown: Locator;
  readonly notOrdered: Locator;
  readonly orderLeft: Locator;
  readonly retry: Locator;
  readonly cancel: Locator;
  readonly lines: Locator;

  constructor(private readonly page: Page) {
    this.place = page.getByRole("button", { name: "Place order" });
    this.pay = page.getByRole("button", { name: /^Pay \$[\d.,]+$/ });
    this.summary = page.getByRole("region", { name: "Summary" });
    this.unconfirmed = page.getByRole("list", { name: "Unconfirmed orders" });
    this.unknown = page.getByRole("heading", { name: "We are checking whether your order was placed" });
    this.notOrdered = page.getByText("Not ordered");
    this.orderLeft = page.getByRole("button", { name: "Order what is left" });
    this.retry = page.getByRole("button", { name: "Try again" });
    this.cancel = page.getByRole("button", { name: "Cancel order" });
    this.lines = page.getByRole("list", { name: "Your items" });
  }

  open() {
    return this.page.goto("/checkout");
  }

  field(label: string) {
    return this.page.getByRole("textbox", { name: label });
  }

  /** Types who buys. */
  async fill({ email, name, line1, postal_code, city, country }: Buyer) {
    await this.field("E-mail").fill(email);
    await this.field("Name").fill(name);
    await this.field("Street and house number").fill(line1);
    await this.field("Postal code").fill(postal_code);
    await this.field("City").fill(city);
    await this.page.getByRole("combobox", { name: "Country" }).selectOption(country);
  }

  /** Orders arrive, their answers do not. */
  loseAnswers(times?: number) {
    const lose = async (route: Route) => {
      await route.fetch();
      await route.abort();
    };
    return this.page.route(orders, lose, { times });
  }

  /** Neither orders nor answers arrive; every order that was sent is noted. */
  async loseOrders(lost: (order: SentOrder) => boolean = () => true): Promise<SentOrder[]> {
    const sent: SentOrder[] = [];
    await this.page.route(orders, async (route) => {
      const key = (await route.request().headerValue("idempotency-key")) ?? "";
      const order = { key, body: route.request().postData() ?? "" };
      if (!lost(order)) return route.continue();
      sent.push(order);
      return route.abort();
    });
    return sent;
  }

  loseNothing() {
    return this.page.unroute(orders);
  }

  line(name: string) {
    return this.lines.getByRole("listitem").filter({ hasText: name });
  }

  quantityOf(name: string) {
    return this.page.getByRole("textbox", { name: `Quantity of ${name}` });
  }

  /** The button while it cannot be used says why. */
  blocked(reason: string) {
    return this.page.getByRole("button", { name: reason });
  }
}
