import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

const pages = [
  "/_shop/groups/$id",
  "/_shop/checkout",
  "/_shop/orders/",
  "/_shop/orders/$pk",
  "/_shop/orders/find",
] as const;
const longEnough = 1_000;

export const loadCartDrawer = async () => ({ default: (await import("./-cart-drawer")).CartDrawer });

/** Loads the code of the cart and of the other pages after the first one, so that they open even offline. */
export function usePreloadedPages(): void {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => {
      loadCartDrawer().catch(() => undefined); // loaded when it is opened
      for (const page of pages) void router.loadRouteChunk(router.routesById[page]);
    }, longEnough);
    return () => clearTimeout(timer);
  }, [router]);
}
