import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Navigate, Outlet, useLocation, useRouter } from "@tanstack/react-router";
import { LogOut } from "lucide-react";
import { AdminHeader } from "@/components/admin/admin-header";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { sessionQuery } from "@/features/auth/api/get-session";
import { useSignOut } from "@/features/auth/api/sign-out";

export const Route = createFileRoute("/admin")({ component: AdminLayout });

function AdminLayout() {
  const { data: session, isPending } = useQuery(sessionQuery());
  const { href } = useLocation();
  if (session?.required && !session.admin)
    return <Navigate to="/admin/sign-in" search={{ next: href }} replace />;
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-full bg-accent px-4 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <AdminHeader signOut={session?.required && <SignOut />} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-7xl flex-1 px-4 pt-6 pb-24 outline-none sm:px-8"
      >
        {isPending ? <LayoutSkeleton /> : <Outlet />}
      </main>
    </div>
  );
}

function SignOut() {
  const { history } = useRouter();
  const signOut = useSignOut(() => history.push("/admin/sign-in"));
  return (
    <Button
      look="quiet"
      size="icon"
      aria-label="Sign out"
      disabled={signOut.isPending}
      onClick={() => signOut.mutate()}
    >
      <LogOut size={20} aria-hidden />
    </Button>
  );
}

function LayoutSkeleton() {
  return (
    <div className="flex flex-col gap-6">
      <Skeleton className="h-9 w-48" />
      <Skeleton className="h-11 w-full" />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}
