import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useCart } from "@/features/cart/hooks/use-cart";
import { useContact } from "@/features/checkout/hooks/use-contact";
import { readContact } from "@/features/checkout/model/contact";
import { orderWording } from "@/features/checkout/model/order-button";
import { expectPayment } from "@/features/orders/hooks/use-payment-page";
import type { NewCustomer, Order } from "@/lib/api-client";
import { showMoney } from "@/lib/money";
import { namesOf } from "@/lib/order";
import { quoteQuery, type Quote } from "@/lib/quotes";
import { shopQuery } from "@/lib/shop";
import { cartLineOf } from "./-cart-line-of";
import { usePlaceOrder } from "./-ordering";

type Left = Order["lines"][number] & { position: number };

/** After a rejection: the other products as a new order for the same buyer, with one tap. */
export function OrderWhatIsLeft({ order }: { order: Order }) {
  const left = order.lines
    .map((line, position) => ({ ...line, position }))
    .filter(({ status }) => status !== "rejected");
  return order.status === "rejected" && left.length > 0 && <QuotedOffer pk={order.pk} left={left} />;
}

function QuotedOffer({ pk, left }: { pk: string; left: Left[] }) {
  const { data: quote } = useQuery(
    quoteQuery(left.map(({ product_id: id, quantity }) => ({ id, quantity }))),
  );
  if (!quote) return null;
  const possible = left.filter((_, index) => quote.lines[index]?.refusal === null);
  return possible.length > 0 && <Offer pk={pk} left={possible} quote={quote} />;
}

function Offer({ pk, left, quote }: { pk: string; left: Left[]; quote: Quote }) {
  const inCart = useCart(({ lines }) => left.every((one) => lines.some(({ id }) => id === one.product_id)));
  const contact = readContact(useContact(({ text }) => text));
  const order = useOrderLeft(pk);
  const { data: shop } = useQuery(shopQuery);
  const { rest, language } = orderWording(shop, quote);
  const customer = "customer" in contact ? contact.customer : undefined;
  return (
    <Notice
      tone="plain"
      action={
        inCart ? (
          <Link to="/checkout" className={buttonStyle({ look: "primary" })}>
            Go to checkout
          </Link>
        ) : (
          <Button look="primary" onClick={() => void order(left, quote, customer)}>
            <span lang={language} dir="auto">
              {rest}
            </span>
          </Button>
        )
      }
    >
      <p dir="auto" className="font-semibold">
        {`${namesOf(left)} for ${showMoney(quote.amount, quote.currency)}`}
      </p>
      <p className="text-muted wrap-anywhere">
        {inCart ? "In your cart." : customer ? `To ${addressOf(customer)}` : "You enter your address next."}
      </p>
    </Notice>
  );
}

function addressOf({ name, address: { line1, city } }: NewCustomer): string {
  return [name, line1, city].join(", ");
}

/** A browser that does not know the buyer goes on at the checkout. */
function useOrderLeft(pk: string) {
  const place = usePlaceOrder();
  const navigate = useNavigate();
  return async (left: Left[], quote: Quote, customer: NewCustomer | undefined) => {
    const lines = left.flatMap((line) => cartLineOf(line, quote) ?? []);
    if (!customer) {
      useCart.getState().restore(lines);
      return navigate({ to: "/checkout" });
    }
    // Every tab that offers these lines of the rejected order makes the same order of them.
    const key = [pk, ...left.map(({ position }) => position)].join("-");
    const outcome = await place({ key, lines, customer, agreed: quote.amount });
    if (outcome.kind !== "placed") return;
    if (outcome.order.amount === quote.amount) expectPayment(outcome.order.pk);
    await navigate({ to: "/orders/$pk", params: { pk: outcome.order.pk } });
  };
}
