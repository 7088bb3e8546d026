import { useSyncExternalStore } from "react";
import type { Product } from "./api-client";
import { saleOf, type Sale } from "./sale";
import { shopNow } from "./shop-clock";

/** Calls back just after each full second of the shop's clock. */
function everyShopSecond(passed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const next = () => {
    timer = setTimeout(
      () => {
        passed();
        next();
      },
      1_001 - (shopNow() % 1_000),
    );
  };
  next();
  return () => clearTimeout(timer);
}

const never = () => () => undefined;

/** Whether the product can be ordered now; it changes by itself at the second at which the sale starts or ends. */
export function useSale(product: Product): Sale {
  const isTimed = product.sale_starts_at !== null || product.sale_ends_at !== null;
  const now = useSyncExternalStore(
    isTimed ? everyShopSecond : never,
    isTimed ? () => Math.floor(shopNow() / 1_000) * 1_000 : () => 0,
  );
  return saleOf(product, now);
}
