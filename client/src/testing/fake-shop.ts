import { vi } from "vitest";
import type { Order, OrderLine } from "@/lib/api-client";
import type { Shop } from "@/lib/shop";
import { orderOfLines } from "./order";
import { noTerms } from "./product";

type Body = { lines: { id: string; quantity: number }[]; customer?: Record<string, unknown> };

const time = "2026-11-22T10:00:00.000Z";

/** The services as far as the shop's pages need them, in place of `fetch`. A test may replace each answer. */
export class FakeShop {
  readonly names = new Map<string, string>();
  readonly soldOut = new Set<string>();
  /** Products with a limit for each person: only who has signed in may order them. */
  readonly limits = new Map<string, number>();
  readonly sent: { path: string; key: string | null; body: Body; solution?: string }[] = [];
  readonly orders = new Map<string, Order>();
  payments: Shop["payments"] = "instant";
  /** What an order needs solved. */
  challenge: string | null = null;
  /** The masked e-mail of who has signed in. */
  buyer: string | undefined;
  /** Answers before the usual ones: undefined leaves it to those. */
  answer: (path: string) => Response | "lost" | undefined = () => undefined;

  constructor() {
    vi.spyOn(window, "fetch").mockImplementation((input) => this.fetch(input as Request));
  }

  product(name: string): string {
    const id = `01J0000000000000000000000${this.names.size}`;
    this.names.set(id, name);
    return id;
  }

  /** The orders that were sent. */
  get placed() {
    return this.sent.filter(({ path }) => path === "/payment/orders");
  }

  private async fetch(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.replace("/api", "");
    const text = await request.text();
    const body = text ? (JSON.parse(text) as Body) : { lines: [] };
    if (path.startsWith("/payment/orders")) {
      const solution = request.headers.get("Challenge-Solution");
      this.sent.push({
        path,
        key: request.headers.get("Idempotency-Key"),
        body,
        ...(solution && { solution }),
      });
    }
    const own = this.answer(path);
    if (own === "lost") throw new TypeError("Failed to fetch");
    return own ?? this.usual(path, body);
  }

  private usual(path: string, body: Body): Response {
    if (path === "/payment/shop")
      return Response.json({
        currency: "USD",
        decimals: 2,
        fee_percent: 20,
        payments: this.payments,
        languages: ["en"],
        order_button: [],
      });
    if (path === "/inventory/pages") return Response.json([]);
    if (path === "/payment/buyers/me")
      return Response.json({ signed_in: this.buyer !== undefined, email: this.buyer ?? null });
    if (path === "/payment/buyers/me/orders") return Response.json([...this.orders.values()]);
    if (path === "/payment/challenges") return Response.json({ challenge: this.challenge });
    if (path === "/payment/quotes") return Response.json(this.quote(body));
    if (path === "/payment/orders") return Response.json(this.place(body), { status: 201 });
    const [, service, , id = ""] = path.split("/");
    const found = service === "inventory" ? this.stockOf(id) : this.orders.get(id);
    return found ? Response.json(found) : problem(404, "not_found", "Not found.");
  }

  private stockOf(id: string) {
    const name = this.names.get(id);
    const available = this.soldOut.has(id) ? 0 : 10;
    const rest = {
      description: "",
      image: "",
      images: [],
      sku: "",
      version: 1,
      created_at: time,
      updated_at: time,
      ...noTerms,
      limit_per_customer: this.limits.get(id) ?? null,
    };
    return name && { id, name, price: 20, quantity: available, available, ...rest };
  }

  private quote({ lines }: Body) {
    const quoted = lines.map(({ id, quantity }) => {
      const refusal = this.refusalOf(id);
      return { product_id: id, quantity, price: 20, fee: 4, total: 24, amount: 24 * quantity, refusal };
    });
    const units = lines.reduce(
      (sum, { id, quantity }) => sum + (this.refusalOf(id) === null ? quantity : 0),
      0,
    );
    return { currency: "USD", lines: quoted, goods: 20 * units, fees: 4 * units, amount: 24 * units };
  }

  private refusalOf(id: string) {
    if (this.soldOut.has(id)) return "sold_out";
    return this.limits.has(id) && this.buyer === undefined ? "sign_in_required" : null;
  }

  private place({ lines }: Body): Order {
    const of = ({ id, quantity }: Body["lines"][number]): OrderLine => ({
      product_id: id,
      product_name: this.names.get(id) ?? null,
      quantity,
      price: 20,
      fee: 4,
      total: 24,
      amount: 24 * quantity,
      status: "pending",
    });
    const pk = `01J000000000000000000000${String(this.orders.size).padStart(2, "A")}`;
    const amount = lines.reduce((sum, { quantity }) => sum + 24 * quantity, 0);
    const order = orderOfLines(lines.map(of), {
      pk,
      number: `K7QX-04M${this.orders.size}`,
      amount,
      status: "pending",
      timeline: [{ step: "placed", at: time }],
    });
    this.orders.set(pk, order);
    return order;
  }
}

/** Seven solves it. */
export const challenge = `${Date.now() + 300_000}.20.${"0".repeat(32)}.d54bfe106f6862fcf0cb104fcb014098.${"f".repeat(64)}`;

export function problem(status: number, code: string, detail: string, more: object = {}): Response {
  const body = { type: "about:blank", title: detail, status, detail, code, request_id: "r", ...more };
  return Response.json(body, { status });
}
