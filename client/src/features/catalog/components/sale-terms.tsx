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
      <p role="timer" aria-live="off" className="text-sm">
        Starts in <span className="font-semibold tabular-nums">{showCountdown(sale.left)}</span>
        <span className="text-muted">
          , <time dateTime={sale.startsAt}>{showDate(sale.startsAt)}</time>
        </span>
      </p>
    );
  if (endsAt === null) return null;
  return (
    <p className="text-sm text-muted">
      {sale.kind === "ended" ? "Ended" : "Ends"} <time dateTime={endsAt}>{showDate(endsAt)}</time>
    </p>
  );
}
