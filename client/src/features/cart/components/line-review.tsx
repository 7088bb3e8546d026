import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { SignInLink } from "@/components/shop/sign-in-link";
import { Button, buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { CartLine } from "@/lib/cart-line";
import { showNumber } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import { useCart } from "../hooks/use-cart";
import { useCartDrawer } from "../hooks/use-cart-drawer";
import type { Review } from "../model/review";
import { removeAndFocus } from "./remove-and-focus";

const lost = {
  gone: (name: string) => `${name} is no longer sold.`,
  sold_out: (name: string) => `${name} is sold out.`,
  not_on_sale: (name: string) => `${name} is not on sale now.`,
  limit_reached: (name: string) =>
    `That is more of ${name} than one person can have, with what you ordered before.`,
};

type Props = { line: CartLine; review: Review; currency: string | undefined };

/** Explains why a line cannot be ordered and offers the fix. */
export function LineReview({ line, review, currency }: Props) {
  const { acceptPrice, setQuantity } = useCart();
  const drawer = useCartDrawer();
  switch (review.kind) {
    case "gone":
    case "sold_out":
    case "not_on_sale":
    case "limit_reached":
      return (
        <Fault tone="bad" action={<Removal line={line} />}>
          <span>{lost[review.kind](line.name)}</span>
        </Fault>
      );
    case "sign_in":
      return (
        <Fault
          tone="warn"
          action={<SignInLink className={buttonStyle({ size: "sm" })} replace={drawer.open} />}
        >
          <span>{`Sign in to order ${line.name}: it is limited for each person.`}</span>
        </Fault>
      );
    case "over_limit":
    case "too_many": {
      const most = review.kind === "too_many" ? review.available : review.most;
      const take = (
        <Button size="sm" onClick={() => setQuantity(line.id, most)}>
          <span>{`Change to ${showNumber(most)}`}</span>
        </Button>
      );
      return (
        <Fault tone="warn" action={take}>
          <span>
            {review.kind === "too_many"
              ? `Only ${showNumber(most)} left.`
              : `You can order at most ${showNumber(most)}.`}
          </span>
        </Fault>
      );
    }
    case "price_changed": {
      const [from, to] = [showMoney(review.from, currency), showMoney(review.to, currency)];
      const accept = (
        <Button size="sm" onClick={() => acceptPrice(line.id, review.price, review.to)}>
          <span>{`Accept ${to}`}</span>
        </Button>
      );
      return (
        <Fault tone="warn" action={accept}>
          <span>{`The price changed from ${from} to ${to} since you added it.`}</span>
        </Fault>
      );
    }
    default:
      return null;
  }
}

function Fault({ tone, action, children }: { tone: "bad" | "warn"; action: ReactNode; children: ReactNode }) {
  const icon = <TriangleAlert size={18} aria-hidden className="shrink-0" />;
  return (
    <Notice tone={tone} icon={icon} action={action} alert>
      {children}
    </Notice>
  );
}

function Removal({ line }: { line: CartLine }) {
  const remove = useCart((cart) => cart.remove);
  return (
    <Button
      size="sm"
      onClick={(event) => removeAndFocus(event.currentTarget.closest("li"), line.name, () => remove(line.id))}
    >
      Remove from cart
    </Button>
  );
}
