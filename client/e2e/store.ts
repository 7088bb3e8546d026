import { randomUUID } from "node:crypto";
import type { NewCustomer, Order, Product } from "../src/lib/api-client";
import { until } from "./process";
import { adminToken, type Services } from "./services";

export type NewProduct = {
  name?: string;
  price?: number;
  quantity?: number;
  description?: string;
  image?: string;
  state?: Product["state"];
  limit_per_order?: number;
  limit_per_customer?: number | null;
  sale_starts_at?: string | null;
};

type Batch = { results: { product: Product }[] };

let made = 0;

/** Changes the store through the API, beside the page under test. */
export class Store {
  constructor(private readonly services: Services) {}

  product({ name = `Thing ${++made}`, price = 20, quantity = 10, ...rest }: NewProduct = {}) {
    return this.ask<Product>("inventory", "POST", "/products", { name, price, quantity, ...rest });
  }

  /** Product 0 first, so that it is the oldest; their ids. */
  async many(count: number, of: (index: number) => NewProduct = () => ({})): Promise<string[]> {
    const items = Array.from({ length: count }, (_, index) => {
      return { name: `Product ${index}`, price: 20, quantity: 10, ...of(index) };
    });
    const ids: string[] = [];
    while (items.length > 0) {
      const body = { items: items.splice(0, 100) };
      const { results } = await this.ask<Batch>("inventory", "POST", "/products/batch", body);
      ids.push(...results.map(({ product }) => product.id));
    }
    return ids;
  }

  /** A group of sizes with so many units of each; its variants in their order. */
  async group(name: string, stock: Record<string, number>, price = 20): Promise<Product[]> {
    const id = name.toLowerCase().replaceAll(" ", "-");
    const body = {
      groups: [{ id, name, options: [{ name: "size", values: Object.keys(stock) }] }],
      items: Object.entries(stock).map(([size, quantity]) => ({
        name: `${name} – ${size}`,
        price,
        quantity,
        group: id,
        options: { size },
      })),
    };
    const { results } = await this.ask<Batch>("inventory", "POST", "/products/batch", body);
    return results.map(({ product }) => product);
  }

  /** The owner writes a page. */
  writePage(name: string, text: string) {
    return this.ask<{ version: number }>("inventory", "PUT", `/pages/${name}`, { text });
  }

  /** Other tests write pages, too: they share the services of a worker. */
  async removePages() {
    const pages = await this.ask<{ name: string }[]>("inventory", "GET", "/pages");
    for (const { name } of pages) await this.ask("inventory", "DELETE", `/pages/${name}`);
  }

  edit(id: string, changes: NewProduct) {
    return this.ask<Product>("inventory", "PATCH", `/products/${id}`, changes);
  }

  freeze(id: string) {
    return this.ask<Product>("inventory", "PATCH", `/products/${id}`, { state: "frozen" });
  }

  products(q: string) {
    return this.ask<Product[]>("inventory", "GET", `/products?q=${encodeURIComponent(q)}`);
  }

  async remove(id: string) {
    await this.ask("inventory", "DELETE", `/products/${id}`);
  }

  order(id: string, quantity: number) {
    return this.ask<Order>("payment", "POST", "/orders", { id, quantity });
  }

  /** One order of one unit of each. */
  cart(ids: string[], customer?: NewCustomer) {
    const lines = ids.map((id) => ({ id, quantity: 1 }));
    return this.ask<Order>("payment", "POST", "/orders", { lines, customer });
  }

  /** Repeats a request that was sent before. */
  async orderWithKey(body: string, key: string): Promise<Order> {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": key };
    const response = await fetch(`${this.services.paymentUrl}/orders`, { method: "POST", headers, body });
    return (await response.json()) as Order;
  }

  /** Pays a part of a completed order back. */
  async refund(pk: string, amount: number): Promise<void> {
    const response = await fetch(`${this.services.paymentUrl}/orders/${pk}/refunds`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Authorization: `Bearer ${adminToken}`,
        "Idempotency-Key": randomUUID(),
      },
      body: JSON.stringify({ amount }),
    });
    if (response.status !== 202) throw new Error(`refund: ${response.status} ${await response.text()}`);
  }

  find(pk: string) {
    return this.ask<Order>("payment", "GET", `/orders/${pk}`);
  }

  orders() {
    return this.ask<Order[]>("payment", "GET", "/orders?limit=100");
  }

  async ordersOf(id: string) {
    return (await this.orders()).filter(({ lines }) => lines.some((line) => line.product_id === id));
  }

  async images(id: string) {
    return (await this.stock(id)).images;
  }

  async addPicture(id: string, picture: Buffer<ArrayBuffer>, alt: string, type = "image/png"): Promise<void> {
    const query = new URLSearchParams({ alt });
    const response = await fetch(`${this.services.inventoryUrl}/products/${id}/images?${query}`, {
      method: "POST",
      headers: { "Content-Type": type, Authorization: `Bearer ${adminToken}` },
      body: picture,
    });
    if (response.status !== 201) throw new Error(`picture: ${response.status} ${await response.text()}`);
  }

  private stock(id: string) {
    return this.ask<Product>("inventory", "GET", `/products/${id}`);
  }

  async available(id: string) {
    return (await this.stock(id)).available;
  }

  /** Waits until the units of the product are reserved. */
  async reserved(id: string) {
    await until(`units of ${id} are reserved`, async () => {
      const { available, quantity } = await this.stock(id);
      return available < quantity;
    });
  }

  /** Waits until no units of the product are reserved. */
  async delivered(id: string) {
    await until(`no units of ${id} are reserved`, async () => {
      const { available, quantity } = await this.stock(id);
      return available === quantity;
    });
  }

  async settled(pk: string) {
    await until(`${pk} is settled`, async () => (await this.find(pk)).status !== "pending");
    return this.find(pk);
  }

  async clear() {
    for (;;) {
      const products = await this.ask<Product[]>("inventory", "GET", "/products?limit=100");
      if (products.length === 0) return;
      await Promise.all(products.map(({ id }) => this.remove(id)));
    }
  }

  private async ask<T>(
    service: "inventory" | "payment",
    method: string,
    path: string,
    body?: unknown,
  ): Promise<T> {
    const response = await fetch(this.services[`${service}Url`] + path, {
      method,
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${adminToken}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }
}
