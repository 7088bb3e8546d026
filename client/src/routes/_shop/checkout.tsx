import { createFileRoute, Link, useNavigate } from "@tanstack/react-router";
import { ShoppingBag } from "lucide-react";
import { useEffect } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { CartTotals } from "@/features/cart/components/cart-totals";
import { useCart } from "@/features/cart/hooks/use-cart";
import { WaitingOrders } from "@/features/checkout/components/waiting-orders";
import { clearCheckout, placeOrders, useCheckout } from "@/features/checkout/hooks/use-checkout";
import { useAttempts } from "@/features/checkout/model/attempts";
import { Confirmation } from "@/features/orders/components/confirmation";
import { useTitle } from "@/lib/use-title";
import { CartLines } from "../-cart-lines";
import { useOrdering } from "../-ordering";
import { useReviewedCart, type ReviewedCart } from "../-reviewed-cart";

export const Route = createFileRoute("/_shop/checkout")({ component: Checkout });

function Checkout() {
  const placed = useCheckout((checkout) => checkout.placed);
  const waiting = useAttempts(({ attempts }) => attempts.length > 0);
  const empty = useCart((cart) => cart.lines.length === 0);
  useTitle("Checkout");
  useEffect(() => clearCheckout, []);

  if (empty && placed.length === 0 && !waiting) return <EmptyCart />;
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-8">
      <h1 className="text-2xl sm:text-3xl">{empty && !waiting ? "Your orders" : "Checkout"}</h1>
      <WaitingOrders />
      {placed.length > 0 && (
        <Confirmation
          pks={placed.map(({ pk }) => pk)}
          surpriseOf={(pk) => placed.find((one) => one.pk === pk)?.surprise}
        />
      )}
      {empty ? <WayOn /> : <Lines />}
    </div>
  );
}

function Lines() {
  const cart = useReviewedCart();
  const { reviewed, quote, outage, blocked } = cart;
  const order = useOrder();

  return (
    <div className="grid gap-8 md:grid-cols-[1fr_20rem] md:items-start">
      <CartLines cart={cart} label="What you are buying" />
      <section
        aria-label="Summary"
        className="flex flex-col gap-5 rounded-lg bg-raised p-6 shadow-card inset-ring inset-ring-line md:sticky md:top-24"
      >
        <CartTotals quote={quote} />
        {outage && (
          <Notice tone="warn" alert>
            The shop does not answer at the moment, so prices cannot be checked. We keep trying.
          </Notice>
        )}
        <Button look="primary" size="lg" disabled={Boolean(blocked)} onClick={() => void order(reviewed)}>
          <span>{blocked ?? placeText(reviewed.length)}</span>
        </Button>
        <p className="text-sm text-muted">
          {reviewed.length > 1 && <span>Each product is an order of its own. </span>}
          <span>You pay once the goods are set aside for you; if they cannot be, you pay nothing.</span>
        </p>
      </section>
    </div>
  );
}

function placeText(lines: number): string {
  return lines === 1 ? "Place order" : `Place ${lines} orders`;
}

/** Sends what is ready. A single order has a page of its own to follow it; several are followed here. */
function useOrder() {
  const handlers = useOrdering();
  const navigate = useNavigate();
  return async (reviewed: ReviewedCart["reviewed"]) => {
    const ready = reviewed.flatMap(({ line, review }) =>
      review.kind === "ready" ? [{ wanted: line, agreed: review.amount }] : [],
    );
    const { remove } = useCart.getState();
    await placeOrders(ready, () => ready.forEach(({ wanted }) => remove(wanted.id)), handlers);
    const { placed } = useCheckout.getState();
    const done = useCart.getState().lines.length === 0 && useAttempts.getState().attempts.length === 0;
    const [only] = placed;
    if (done && only && placed.length === 1 && !only.surprise)
      // Back leads to where the buyer came from, not to a checkout of nothing.
      await navigate({ to: "/orders/$pk", params: { pk: only.pk }, replace: true });
  };
}

function WayOn() {
  return (
    <div className="flex flex-wrap gap-3">
      <Link to="/" className={buttonStyle({ look: "primary" })}>
        Browse products
      </Link>
      <Link to="/orders" className={buttonStyle()}>
        My orders
      </Link>
    </div>
  );
}

function EmptyCart() {
  return (
    <Empty level={1} icon={<ShoppingBag size={28} />} title="Your cart is empty" action={<WayOn />}>
      What you ordered is under My orders.
    </Empty>
  );
}
