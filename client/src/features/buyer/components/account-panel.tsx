import { Link } from "@tanstack/react-router";
import { Button, buttonStyle } from "@/components/ui/button";
import { useSignOut } from "../api/sign-out";

/** For a buyer who has signed in. */
export function AccountPanel({ email }: { email: string }) {
  const { signOut, pending } = useSignOut();
  return (
    <div className="flex flex-col gap-6">
      <p>
        You are signed in as{" "}
        <strong dir="auto" className="wrap-anywhere">
          {email}
        </strong>
        .
      </p>
      <div className="flex flex-wrap gap-3">
        <Link to="/orders" className={buttonStyle({ look: "primary" })}>
          My orders
        </Link>
        <Button aria-disabled={pending} onClick={() => void signOut(false)}>
          Sign out
        </Button>
        <Button look="quiet" aria-disabled={pending} onClick={() => void signOut(true)}>
          Sign out on every device
        </Button>
      </div>
    </div>
  );
}
