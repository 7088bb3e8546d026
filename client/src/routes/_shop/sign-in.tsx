import { useQuery } from "@tanstack/react-query";
import { createFileRoute, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Failed } from "@/components/ui/failed";
import { Skeleton } from "@/components/ui/skeleton";
import { buyerQuery } from "@/features/buyer/api/get-buyer";
import { AccountPanel } from "@/features/buyer/components/account-panel";
import { SignInForm } from "@/features/buyer/components/sign-in-form";
import { nextPage } from "@/features/buyer/model/next-page";
import { useContact } from "@/features/checkout/hooks/use-contact";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/_shop/sign-in")({
  validateSearch: (raw: Record<string, unknown>): { next?: string } =>
    typeof raw.next === "string" ? { next: raw.next } : {},
  component: SignIn,
});

/** A guest signs in and goes on to the next page; a buyer who has signed in sees the account. */
function SignIn() {
  const { data: buyer, error, isPending, isFetching, refetch } = useQuery(buyerQuery());
  useTitle(buyer ? titleOf(buyer.signed_in) : "Your account");
  if (isPending) return <SignInSkeleton />;
  if (buyer) return <KnownBuyer email={buyer.signed_in ? (buyer.email ?? "") : undefined} />;
  return <Failed what="Your account" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
}

const titleOf = (signedIn: boolean) => (signedIn ? "Your account" : "Sign in");

/** `email`: undefined for a guest. */
function KnownBuyer({ email }: { email: string | undefined }) {
  const { history } = useRouter();
  const next = nextPage(Route.useSearch().next);
  const [cameAsGuest, setCameAsGuest] = useState(false);
  if (email === undefined && !cameAsGuest) setCameAsGuest(true);
  const goesOn = cameAsGuest && email !== undefined;
  useEffect(() => {
    if (goesOn) history.replace(next);
  }, [goesOn, history, next]);

  return (
    <div className="mx-auto flex max-w-md flex-col gap-6">
      <header className="flex flex-col gap-2">
        <h1 className="text-2xl sm:text-3xl">{titleOf(email !== undefined)}</h1>
        {email === undefined && <p className="text-muted">See your orders on every device.</p>}
      </header>
      {email === undefined || goesOn ? <SignInForm onSignedIn={fillIn} /> : <AccountPanel email={email} />}
    </div>
  );
}

/** For the checkout, which needs the e-mail address as well. The session knows only a masked one. */
function fillIn(email: string) {
  const { text, type } = useContact.getState();
  if (text.email === "") type("email", email);
}

function SignInSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading your account"
      className="mx-auto flex w-full max-w-md flex-col gap-6"
    >
      <Skeleton className="h-9 w-40" />
      <Skeleton className="h-11" />
      <Skeleton className="h-12" />
    </div>
  );
}
