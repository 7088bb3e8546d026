import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRouter, RouterProvider } from "@tanstack/react-router";
import { render } from "vitest-browser-react";
import { createQueryClient } from "@/lib/query-client";
import { useCurrency } from "@/lib/money";
import { routeTree } from "@/route-tree.gen";
import "@/styles.css";

useCurrency.setState({ currency: "USD" });

/** All pages, opened at this path. */
export async function openPage(path: string) {
  const queryClient = createQueryClient(() => {});
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = createRouter({ routeTree, history, context: { queryClient } });
  const screen = await render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return {
    screen,
    path: () => history.location.pathname,
    search: () => history.location.search,
    go: (path: string) => history.push(path),
  };
}
