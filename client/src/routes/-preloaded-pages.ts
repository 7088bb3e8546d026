import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

const pages = ["/_shop/checkout", "/_shop/orders/", "/_shop/orders/$pk", "/_shop/orders/find"] as const;
const longEnough = 1_000;

/** Loads the code of the other pages and of the cart after the first page, so that they open even offline. */
export function usePreloadedPages(): void {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const page of pages) void router.loadRouteChunk(router.routesById[page]);
      import("./-filled-cart").catch(() => undefined); // loaded when it is opened
    }, longEnough);
    return () => clearTimeout(timer);
  }, [router]);
}
