import { createFileRoute, Link, useNavigate } from "@tanstack/react-router";
import { ShoppingBag } from "lucide-react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { CartRow } from "@/features/cart/components/cart-row";
import { CartTotals } from "@/features/cart/components/cart-totals";
import { LineReview } from "@/features/cart/components/line-review";
import { useCart } from "@/features/cart/hooks/use-cart";
import { blockedBy, review } from "@/features/cart/model/review";
import { useLiveProducts } from "@/features/catalog/hooks/use-live-products";
import { PlacedOrders } from "@/features/checkout/components/placed-orders";
import { useCheckout } from "@/features/checkout/hooks/use-checkout";
import { useMyOrders } from "@/features/orders/hooks/use-my-orders";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/_shop/checkout")({ component: Checkout });

function Checkout() {
  const lines = useCart((cart) => cart.lines);
  const remove = useCart((cart) => cart.remove);
  const remember = useMyOrders((orders) => orders.remember);
  const navigate = useNavigate();
  const { place, busy, outcomes } = useCheckout((order) => {
    remember(order.pk);
    remove(order.product_id);
  });
  const { products, outage } = useLiveProducts(lines.map((line) => line.id));
  useTitle("Checkout");

  const reviewed = lines.map((line) => ({ line, review: review(line, products.get(line.id) ?? "unknown") }));
  const blocked = blockedBy(reviewed.map((one) => one.review));
  const placed = outcomes.filter((one) => one.kind === "placed");

  async function buy() {
    const results = await place(lines);
    const [only] = results;
    if (results.length === 1 && only?.kind === "placed" && !only.repriced && placed.length === 0) {
      await navigate({ to: "/orders/$pk", params: { pk: only.order.pk } });
    }
  }

  if (lines.length === 0 && placed.length === 0) return <EmptyCart />;
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-8">
      <h1 className="text-2xl sm:text-3xl">{lines.length > 0 ? "Checkout" : "Thank you"}</h1>
      {placed.length > 0 && <PlacedOrders placed={placed} />}
      {lines.length > 0 && (
        <div className="grid gap-8 md:grid-cols-[1fr_20rem] md:items-start">
          <ul aria-label="What you are buying" className="divide-y divide-line">
            {reviewed.map(({ line, review }) => {
              const outcome = outcomes.find((one) => one.kind === "refused" && one.wanted.id === line.id);
              const refusal = outcome?.kind === "refused" ? outcome : undefined;
              return (
                <CartRow
                  key={line.id}
                  line={line}
                  busy={busy}
                  max={review.kind === "ready" ? review.product.available : undefined}
                  error={refusal?.field ? refusal.message : undefined}
                >
                  <LineReview line={line} review={review} />
                  {refusal && !refusal.field && (
                    <Notice tone="bad" alert>
                      Not ordered: {refusal.message}
                    </Notice>
                  )}
                </CartRow>
              );
            })}
          </ul>
          <section
            aria-label="Summary"
            className="flex flex-col gap-5 rounded-lg bg-raised p-6 shadow-card inset-ring inset-ring-line md:sticky md:top-24"
          >
            <CartTotals lines={lines} />
            {outage && (
              <Notice tone="warn" alert>
                The shop does not answer at the moment, so prices cannot be checked. We keep trying.
              </Notice>
            )}
            <Button look="primary" size="lg" disabled={busy || Boolean(blocked)} onClick={() => void buy()}>
              {busy
                ? "Placing your order…"
                : (blocked ?? (lines.length === 1 ? "Place order" : `Place ${lines.length} orders`))}
            </Button>
            <p className="text-sm text-muted">
              {lines.length > 1 && "Each product is an order of its own. "}
              You pay once the goods are set aside for you; if they cannot be, you pay nothing.
            </p>
          </section>
        </div>
      )}
    </div>
  );
}

function EmptyCart() {
  useTitle("Checkout");
  return (
    <Empty
      level={1}
      icon={<ShoppingBag size={28} />}
      title="There is nothing to check out"
      action={
        <Link to="/" className={buttonStyle({ look: "primary" })}>
          To the shop
        </Link>
      }
    >
      Put something in your cart first.
    </Empty>
  );
}
