import { Link, useLocation } from "@tanstack/react-router";

type Props = { className: string; replace?: boolean };

/** Signing in leads back to this page. */
export function SignInLink({ className, replace }: Props) {
  const next = useLocation({ select: ({ href }) => href });
  return (
    <Link to="/sign-in" search={{ next }} replace={replace} className={className}>
      Sign in
    </Link>
  );
}
