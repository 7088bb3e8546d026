import type { Locator, Page } from "@playwright/test";

export class ProductPage {
  readonly add: Locator;
  readonly soldOut: Locator;
  readonly quantity: Locator;
  readonly more: Locator;
  readonly cart: Locator;
  readonly cartButton: Locator;

  constructor(private readonly page: Page) {
    this.add = page.getByRole("button", { name: "Add to cart" });
    this.soldOut = page.getByRole("button", { name: "Sold out" });
    this.quantity = page.getByRole("textbox", { name: "Quantity", exact: true });
    this.more = page
      .getByRole("group", { name: "Quantity", exact: true })
      .getByRole("button", { name: "One more" });
    this.cart = page.getByRole("dialog", { name: "Your cart" });
    this.cartButton = page.getByRole("button", { name: /^Cart,/ });
  }

  open(id: string) {
    return this.page.goto(`/products/${id}`);
  }

  stock(text: string) {
    return this.page.getByText(text, { exact: true });
  }

  async addToCart(id: string) {
    await this.open(id);
    await this.add.click();
    await this.cart.waitFor();
  }
}
