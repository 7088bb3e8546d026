import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Link, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { Logo } from "@/components/shop/logo";
import { ThemeSwitch } from "@/components/shop/theme-switch";
import { sessionQuery } from "@/features/auth/api/get-session";
import { SignInForm } from "@/features/auth/components/sign-in-form";
import { nextPage } from "@/features/auth/model/next-page";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin_/sign-in")({
  validateSearch: (raw: Record<string, unknown>): { next?: string } =>
    typeof raw.next === "string" ? { next: raw.next } : {},
  component: SignIn,
});

function SignIn() {
  useTitle("Sign in to manage the store");
  const { history } = useRouter();
  const next = nextPage(Route.useSearch().next);
  const { data: session } = useQuery({ ...sessionQuery(), staleTime: 0 });
  const open = session !== undefined && (session.admin || !session.required);
  // Also runs after the form: a signed-in session goes to the next page.
  useEffect(() => {
    if (open) history.replace(next);
  }, [open, history, next]);

  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-16 items-center justify-between px-4 sm:px-8">
        <Link to="/" aria-label="Souk, home" className="rounded-md">
          <Logo />
        </Link>
        <ThemeSwitch />
      </header>
      <main className="grid flex-1 place-items-center px-4 pb-24">
        <div className="w-full max-w-sm">
          <h1 className="text-3xl">Sign in to manage the store</h1>
          <p className="mt-2 mb-8 text-muted">Add products, follow orders and see how the shop is running.</p>
          <div className="rounded-lg bg-raised p-6 shadow-card inset-ring inset-ring-line">
            <SignInForm />
          </div>
        </div>
      </main>
    </div>
  );
}
