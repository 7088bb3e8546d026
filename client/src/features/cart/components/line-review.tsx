import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { showMoney } from "@/lib/money";
import { useCart } from "../hooks/use-cart";
import type { CartLine } from "../model/lines";
import type { Review } from "../model/review";

/** Says what keeps a line from being ordered, and offers the one thing to do about it. */
export function LineReview({ line, review }: { line: CartLine; review: Review }) {
  const { acceptPrice, remove, setQuantity } = useCart();
  const icon = <TriangleAlert size={18} aria-hidden className="shrink-0" />;
  const removal = (
    <Button size="sm" onClick={() => remove(line.id)}>
      Remove it
    </Button>
  );
  switch (review.kind) {
    case "gone":
      return (
        <Notice tone="bad" icon={icon} action={removal} alert>
          {line.name} is no longer sold.
        </Notice>
      );
    case "sold_out":
      return (
        <Notice tone="bad" icon={icon} action={removal} alert>
          {line.name} is sold out.
        </Notice>
      );
    case "too_many":
      return (
        <Notice
          tone="warn"
          icon={icon}
          alert
          action={
            <Button size="sm" onClick={() => setQuantity(line.id, review.available)}>
              Take {review.available}
            </Button>
          }
        >
          Only {review.available} left.
        </Notice>
      );
    case "price_changed":
      return (
        <Notice
          tone="warn"
          icon={icon}
          alert
          action={
            <Button size="sm" onClick={() => acceptPrice(line.id, review.to)}>
              Accept {showMoney(review.to)}
            </Button>
          }
        >
          The price changed from {showMoney(review.from)} to {showMoney(review.to)} since you added it.
        </Notice>
      );
    default:
      return null;
  }
}
