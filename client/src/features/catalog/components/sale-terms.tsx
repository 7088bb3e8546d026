import { SignInLink } from "@/components/shop/sign-in-link";
import type { Product } from "@/lib/api-client";
import type { Sale } from "@/lib/sale";
import { limitText, showCountdown } from "@/lib/sale-words";
import { showDate } from "@/lib/show-date";

type Props = { product: Product; sale: Sale; asksToSignIn: boolean };

/** When the product can be ordered, how much of it, and by whom. */
export function SaleTerms({ product, sale, asksToSignIn }: Props) {
  const limit = limitText(product);
  return (
    <>
      <SaleTimes sale={sale} endsAt={product.sale_ends_at} />
      {limit && <p className="text-sm text-muted">{limit}</p>}
      {asksToSignIn && sale.kind !== "ended" && (
        <p className="text-sm">
          <SignInLink className="font-semibold underline" /> to order this product.
        </p>
      )}
    </>
  );
}

function SaleTimes({ sale, endsAt }: { sale: Sale; endsAt: string | null }) {
  if (sale.kind === "soon")
    return (
      <p
        role="timer"
        aria-live="off"
        className="-order-1 flex flex-col rounded-md bg-accent-soft px-4 py-3 text-accent"
      >
        <span className="text-sm font-medium">Starts in </span>
        <span className="text-3xl font-semibold tabular-nums">{showCountdown(sale.left)}</span>
        <time dateTime={sale.startsAt} className="text-sm">
          {showDate(sale.startsAt)}
        </time>
      </p>
    );
  if (endsAt === null) return null;
  return (
    <p className="text-sm text-muted">
      {sale.kind === "ended" ? "Ended" : "Ends"} <time dateTime={endsAt}>{showDate(endsAt)}</time>
    </p>
  );
}
