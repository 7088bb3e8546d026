import type { Product } from "@/lib/api-client";
import { showNumber } from "@/lib/locale";

type State = Product["state"];

/** What can be done with the sale of many products at once. */
export const saleSteps = {
  start: {
    from: "draft",
    to: "active",
    verb: "Put on sale",
    busy: "Putting on sale…",
    done: "on sale",
    asks: "The shop shows it at once. Before the start of a sale there is a countdown; without a start, orders are accepted right away.",
  },
  freeze: {
    from: "active",
    to: "frozen",
    verb: "Freeze",
    busy: "Freezing…",
    done: "frozen",
    asks: "No new order is accepted until you release the sale; the shop says that it is paused. Orders that are placed go on.",
  },
  release: {
    from: "frozen",
    to: "active",
    verb: "Release",
    busy: "Releasing…",
    done: "released",
    asks: "New orders are accepted again, unless the sale has not started or is over.",
  },
} as const satisfies Record<string, { from: State; to: State; [word: string]: string }>;

export type SaleStep = keyof typeof saleSteps;

export const stepNames = Object.keys(saleSteps) as SaleStep[];

/** Those products that the step changes. */
export function changedBy<P extends { state: State }>(step: SaleStep, products: readonly P[]): P[] {
  return products.filter(({ state }) => state === saleSteps[step].from);
}

/** "Put “Lamp” on sale?", "Freeze 3 products?" */
export function questionOf(step: SaleStep, products: readonly Pick<Product, "name">[]): string {
  const what = titleOf(products);
  return step === "start" ? `Put ${what} on sale?` : `${saleSteps[step].verb} ${what}?`;
}

/** "“Lamp”", "3 products" */
export function titleOf(products: readonly Pick<Product, "name">[]): string {
  const [only] = products;
  return products.length === 1 && only ? `“${only.name}”` : `${showNumber(products.length)} products`;
}
