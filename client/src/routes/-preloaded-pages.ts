import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

const pages = ["/_shop/checkout", "/_shop/orders/", "/_shop/orders/$pk"] as const;
const longEnough = 1_000;

/** The code of the other pages, once the first has been shown: a connection that is lost later closes no way to them. */
export function usePreloadedPages(): void {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const page of pages) void router.loadRouteChunk(router.routesById[page]);
    }, longEnough);
    return () => clearTimeout(timer);
  }, [router]);
}
