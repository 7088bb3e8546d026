import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleUserRound } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { buyerQuery } from "../api/get-buyer";

/** In the header: to sign in, or to see who has signed in. */
export function AccountLink() {
  const { data: buyer } = useQuery(buyerQuery());
  return (
    <Link
      to="/sign-in"
      className={buttonStyle({ look: "quiet", className: "max-sm:size-11 max-sm:px-0" })}
      activeProps={{ className: "bg-sunken" }}
    >
      <CircleUserRound size={20} aria-hidden />
      <span className="max-sm:sr-only">{buyer?.signed_in ? "Account" : "Sign in"}</span>
    </Link>
  );
}
