import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Link, Outlet, type ErrorComponentProps } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { Broken } from "@/components/shop/broken";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { LiveRegion } from "@/components/ui/live-region";
import { Toaster } from "@/components/ui/toaster";
import { useFocusOnNewPage } from "@/lib/use-focus-on-new-page";
import { useTitle } from "@/lib/use-title";

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: BrokenShop,
});

function Root() {
  useFocusOnNewPage();
  return (
    <>
      <Outlet />
      <LiveRegion />
      <Toaster />
    </>
  );
}

function NotFound() {
  useTitle("Page not found");
  return (
    <main>
      <Empty
        level={1}
        icon={<Compass size={28} />}
        title="Page not found"
        action={
          <Link to="/" className={buttonStyle({ look: "primary" })}>
            Go to the shop
          </Link>
        }
      >
        Check the address, or start from the shop.
      </Empty>
    </main>
  );
}

function BrokenShop(props: ErrorComponentProps) {
  return (
    <main>
      <Broken {...props} />
    </main>
  );
}
