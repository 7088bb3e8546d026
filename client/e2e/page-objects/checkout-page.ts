import type { Locator, Page, Route } from "@playwright/test";

const orders = "**/api/payment/orders";

export type SentOrder = { key: string; body: string };

export class CheckoutPage {
  readonly place: Locator;
  readonly summary: Locator;
  readonly placed: Locator;
  readonly waiting: Locator;
  readonly unknown: Locator;
  readonly notOrdered: Locator;
  readonly askAgain: Locator;
  readonly giveUp: Locator;
  readonly lines: Locator;

  constructor(private readonly page: Page) {
    this.place = page.getByRole("button", { name: /^Place (order|\d+ orders)$/ });
    this.summary = page.getByRole("region", { name: "Summary" });
    this.placed = page.getByRole("list", { name: "Your orders" });
    this.waiting = page.getByRole("list", { name: "Waiting for an answer" });
    this.unknown = page.getByRole("heading", { name: "We do not know yet whether this was ordered" });
    this.notOrdered = page.getByText("Not ordered");
    this.askAgain = page.getByRole("button", { name: "Ask again" });
    this.giveUp = page.getByRole("button", { name: "Give up" });
    this.lines = page.getByRole("list", { name: "What you are buying" });
  }

  open() {
    return this.page.goto("/checkout");
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
