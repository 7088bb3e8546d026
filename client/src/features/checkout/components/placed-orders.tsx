import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import { usePaidAtProvider } from "@/lib/shop";
import { useCheckout } from "../hooks/use-checkout";

/** Orders that were placed while the checkout has more to order. */
export function PlacedOrders() {
  const placed = useCheckout((checkout) => checkout.placed);
  const atProvider = usePaidAtProvider();
  return placed.map(({ pk, number }) => (
    <Notice
      key={pk}
      tone="good"
      alert
      icon={<CircleCheck size={18} aria-hidden className="shrink-0" />}
      action={
        <Link to="/orders/$pk" params={{ pk }} className="rounded-sm underline underline-offset-4">
          {atProvider ? "Pay for this order" : "Follow this order"}
        </Link>
      }
    >
      <span>{`Your order ${number} was placed.`}</span>
    </Notice>
  ));
}
