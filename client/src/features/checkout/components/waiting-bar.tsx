import { Link } from "@tanstack/react-router";
import { useAttempts } from "../model/attempts";

/** On every page: an order whose outcome is unknown is not forgotten. */
export function WaitingBar() {
  const unknown = useAttempts(({ progress }) => Object.values(progress).filter((one) => one.unknown).length);
  return (
    <div role="status">
      {unknown > 0 && (
        <p className="flex flex-wrap items-center justify-center gap-x-2 bg-warn-soft px-4 py-2 text-center text-sm font-medium text-warn">
          <span>
            {unknown === 1
              ? "We do not know yet whether your order was placed."
              : `We do not know yet whether ${unknown} of your orders were placed.`}
          </span>
          <Link to="/checkout" className="rounded-sm underline underline-offset-4">
            Show
          </Link>
        </p>
      )}
    </div>
  );
}
