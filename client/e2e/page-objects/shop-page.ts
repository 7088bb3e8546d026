import type { Locator, Page } from "@playwright/test";

export class ShopPage {
  readonly search: Locator;
  readonly sort: Locator;
  readonly inStock: Locator;
  readonly cards: Locator;
  readonly count: Locator;

  constructor(private readonly page: Page) {
    this.search = page.getByRole("textbox", { name: "Search products" });
    this.sort = page.getByRole("combobox", { name: "Sort by" });
    this.inStock = page.getByRole("checkbox", { name: "In stock" });
    this.cards = page.getByRole("list", { name: "Products" }).getByRole("listitem");
    this.count = page.getByRole("status").filter({ hasText: /\d products?/ });
  }

  open(search = "") {
    return this.page.goto(`/${search}`);
  }

  card(name: string) {
    return this.cards.filter({ hasText: name });
  }

  heights() {
    return this.cards.evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().height));
  }

  names() {
    return this.cards.getByRole("heading").allTextContents();
  }
}
