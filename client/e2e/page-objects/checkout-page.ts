import type { Locator, Page, Route } from "@playwright/test";

export class CheckoutPage {
  readonly place: Locator;
  readonly summary: Locator;
  readonly placed: Locator;
  readonly waiting: Locator;
  readonly askAgain: Locator;
  readonly giveUp: Locator;
  readonly lines: Locator;

  constructor(private readonly page: Page) {
    this.place = page.getByRole("button", { name: /^Place (order|\d+ orders)$/ });
    this.summary = page.getByRole("region", { name: "Summary" });
    this.placed = page.getByRole("list", { name: "Your orders" });
    this.waiting = page.getByRole("list", { name: "Waiting for an answer" });
    this.askAgain = page.getByRole("button", { name: "Ask again" });
    this.giveUp = page.getByRole("button", { name: "Give up" });
    this.lines = page.getByRole("list", { name: "What you are buying" });
  }

  open() {
    return this.page.goto("/checkout");
  }

  /** Orders arrive, their answers do not. */
  loseAnswers(times = 1) {
    const lose = async (route: Route) => {
      await route.fetch();
      await route.abort();
    };
    return this.page.route("**/api/payment/orders", lose, { times });
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
