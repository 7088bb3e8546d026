import { QueryClientProvider } from "@tanstack/react-query";
import { createRouter, RouterProvider } from "@tanstack/react-router";
import { startTransition, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Broken } from "./components/shop/broken";
import { sessionQuery } from "./features/auth/api/get-session";
import { forgetFirstPage } from "./lib/first-page-head";
import { createQueryClient, isAnswered } from "./lib/query-client";
import { shopQuery } from "./lib/shop";
import { routeTree } from "./route-tree.gen";
import "./styles.css";

// The admin's layout watches the session and asks for another sign-in.
const queryClient = createQueryClient(() => {
  queryClient.setQueryData(sessionQuery().queryKey, { admin: false, required: true });
});

// Every page shows money, so read the currency before the page is ready.
void queryClient.prefetchQuery(shopQuery);

const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultErrorComponent: Broken,
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

router.subscribe("onBeforeNavigate", ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) forgetFirstPage();
});

/** index.html shows pictures already. They stay until what stands around them is here, or is late. */
function untilAnswered(): Promise<unknown> {
  const late = new Promise((resolve) => setTimeout(resolve, 1_000));
  return Promise.race([router.load().then(() => isAnswered(queryClient)), late]);
}

async function render(root: HTMLElement) {
  await untilAnswered();
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
}

const root = document.getElementById("root");
if (root) void render(root);
