import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Link, Outlet, type ErrorComponentProps } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { LiveRegion } from "@/components/ui/live-region";
import { Toaster } from "@/components/ui/toaster";
import { useTitle } from "@/lib/use-title";

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: Broken,
});

function Root() {
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
        title="There is no such page"
        action={
          <Link to="/" className={buttonStyle({ look: "primary" })}>
            To the shop
          </Link>
        }
      >
        The address may be mistyped, or what was here has moved.
      </Empty>
    </main>
  );
}

function Broken({ error, reset }: ErrorComponentProps) {
  return (
    <main>
      <Failed what="This page" error={error} onRetry={reset} />
    </main>
  );
}
