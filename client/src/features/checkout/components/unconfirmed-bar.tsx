import { Link } from "@tanstack/react-router";
import { useSubmissions } from "../model/submissions";

/** Reminds of an order without an outcome, on every page. */
export function UnconfirmedBar() {
  const unknown = useSubmissions(
    ({ progress }) => Object.values(progress).filter((one) => one.unknown).length,
  );
  return (
    <div role="status">
      {unknown > 0 && (
        <p className="flex flex-wrap items-center justify-center gap-x-2 bg-warn-soft px-4 py-2 text-center text-sm font-medium text-warn">
          <span>
            {unknown === 1
              ? "We are checking whether your order was placed."
              : `We are checking whether ${unknown} of your orders were placed.`}
          </span>
          <Link to="/checkout" className="rounded-sm underline underline-offset-4">
            Show
          </Link>
        </p>
      )}
    </div>
  );
}
