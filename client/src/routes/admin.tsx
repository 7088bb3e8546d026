import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Outlet, useNavigate, useRouter } from "@tanstack/react-router";
import { LogOut } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { AdminHeader } from "@/components/admin/admin-header";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { sessionQuery } from "@/features/auth/api/get-session";
import { useSignOut } from "@/features/auth/api/sign-out";
import { SignInForm } from "@/features/auth/components/sign-in-form";
import { shopQuery } from "@/lib/shop";

export const Route = createFileRoute("/admin")({ component: AdminLayout });

function useSignInPage() {
  const navigate = useNavigate();
  const router = useRouter();
  return useCallback(() => {
    const next = router.state.location.href;
    void navigate({ to: "/admin/sign-in", search: { next }, replace: true });
  }, [navigate, router]);
}

/** A visitor without a session goes to the sign-in page. An expired session opens a dialog, and the page below stays. */
function AdminLayout() {
  const { data: session, isFetched: sessionKnown } = useQuery(sessionQuery());
  // Prices are shown in the shop's currency; where payment is away, as plain numbers.
  const { isFetched: shopKnown } = useQuery(shopQuery);
  const [entered, setEntered] = useState(false);
  const askOnPage = useSignInPage();
  const closed = session !== undefined && session.required && !session.admin;
  if (session && !closed && !entered) setEntered(true);
  const turnedAway = closed && !entered;
  useEffect(() => {
    if (turnedAway) askOnPage();
  }, [turnedAway, askOnPage]);

  if (turnedAway) return null;
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-full bg-accent px-4 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:start-2"
      >
        Skip to content
      </a>
      <AdminHeader signOut={session?.required && <SignOut />} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-7xl flex-1 px-4 pt-6 pb-24 outline-none sm:px-8"
      >
        {/* A retry after a failure is pending again: the page below must stay. */}
        {sessionKnown && shopKnown ? <Outlet /> : <LayoutSkeleton />}
      </main>
      <Dialog open={closed} onClose={askOnPage} title="Your session has expired">
        <div className="flex flex-col gap-5 p-6">
          <p>Sign in again to continue.</p>
          <SignInForm />
        </div>
      </Dialog>
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
