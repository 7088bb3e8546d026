import { useQuery } from "@tanstack/react-query";
import { createFileRoute, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { buyerQuery } from "@/features/buyer/api/get-buyer";
import { AccountPanel } from "@/features/buyer/components/account-panel";
import { SignInForm } from "@/features/buyer/components/sign-in-form";
import { nextPage } from "@/features/buyer/model/next-page";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/_shop/sign-in")({
  validateSearch: (raw: Record<string, unknown>): { next?: string } =>
    typeof raw.next === "string" ? { next: raw.next } : {},
  component: SignIn,
});

/** A guest signs in and goes on to the next page; a buyer who has signed in sees the account. */
function SignIn() {
  const { history } = useRouter();
  const next = nextPage(Route.useSearch().next);
  const { data: buyer } = useQuery(buyerQuery());
  const [cameAsGuest, setCameAsGuest] = useState(false);
  const email = buyer?.signed_in ? (buyer.email ?? "") : undefined;
  if (buyer && !buyer.signed_in && !cameAsGuest) setCameAsGuest(true);
  const goesOn = cameAsGuest && email !== undefined;
  useEffect(() => {
    if (goesOn) history.replace(next);
  }, [goesOn, history, next]);

  const title = email === undefined ? "Sign in" : "Your account";
  useTitle(title);
  return (
    <div className="mx-auto flex max-w-md flex-col gap-6">
      <header className="flex flex-col gap-2">
        <h1 className="text-2xl sm:text-3xl">{title}</h1>
        {email === undefined && <p className="text-muted">See your orders on every device.</p>}
      </header>
      {email === undefined || goesOn ? <SignInForm /> : <AccountPanel email={email} />}
    </div>
  );
}
