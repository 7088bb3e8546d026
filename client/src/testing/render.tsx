import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { render } from "vitest-browser-react";
import { createQueryClient } from "@/lib/query-client";
import { useCurrency } from "@/lib/money";
import "@/styles.css";

useCurrency.setState({ currency: "USD" });

/** A component with a router, whose links lead nowhere, and a query client around it. */
export function renderInShop(children: ReactNode) {
  const rootRoute = createRootRoute({ component: () => children });
  const router = createRouter({ routeTree: rootRoute, history: createMemoryHistory() });
  return render(
    <QueryClientProvider client={createQueryClient(() => {})}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
}
