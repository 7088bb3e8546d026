import { QueryClientProvider } from "@tanstack/react-query";
import { createRouter, RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./lib/query-client";
import { routeTree } from "./route-tree.gen";
import "./styles.css";

const queryClient = createQueryClient(function askToSignIn() {
  const { pathname, href } = router.state.location;
  if (pathname.startsWith("/admin/") && pathname !== "/admin/sign-in") {
    router.history.push(`/admin/sign-in?next=${encodeURIComponent(href)}`);
  }
});

const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: "intent",
  // Queries decide what is fresh, not the router.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
