import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleUserRound } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { buyerQuery } from "../api/get-buyer";

/** In the header: to sign in, or to see who has signed in; which of them is unknown until the shop has said so. */
export function AccountLink() {
  const { data: buyer } = useQuery(buyerQuery());
  return (
    <Link
      to="/sign-in"
      className={buttonStyle({ look: "quiet", className: "max-sm:size-11 max-sm:px-0" })}
      activeProps={{ className: "bg-sunken" }}
    >
      <CircleUserRound size={20} aria-hidden />
      {buyer ? (
        <span className="max-sm:sr-only">{buyer.signed_in ? "Account" : "Sign in"}</span>
      ) : (
        <>
          <span className="sr-only">Your account</span>
          <Skeleton className="h-4 w-12 max-sm:hidden" />
        </>
      )}
    </Link>
  );
}
