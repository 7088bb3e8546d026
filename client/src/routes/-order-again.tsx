import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { useCart } from "@/features/cart/hooks/use-cart";
import type { Order } from "@/lib/api-client";
import { quoteQuery } from "@/lib/quotes";
import { cartLineOf } from "./-cart-line-of";

const unpaid = ["payment_timeout", "payment_failed"];

/** An order that was not paid goes back into the cart, at the present prices. */
export function OrderAgain({ order }: { order: Order }) {
  const isUnpaid = order.status === "cancelled" && order.reason !== null && unpaid.includes(order.reason);
  return isUnpaid && <Offer order={order} />;
}

function Offer({ order: { lines } }: { order: Order }) {
  const navigate = useNavigate();
  const { data: quote } = useQuery(
    quoteQuery(lines.map(({ product_id: id, quantity }) => ({ id, quantity }))),
  );
  const again = quote ? lines.flatMap((line) => cartLineOf(line, quote) ?? []) : [];
  if (again.length === 0) return null;

  function fillCart() {
    useCart.getState().restore(again);
    void navigate({ to: "/checkout" });
  }

  return (
    <div>
      <Button look="primary" size="lg" onClick={fillCart}>
        Order again
      </Button>
    </div>
  );
}
