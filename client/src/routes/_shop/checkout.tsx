import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { ShoppingBag } from "lucide-react";
import { useEffect } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { CartTotals } from "@/features/cart/components/cart-totals";
import { useCart } from "@/features/cart/hooks/use-cart";
import { ContactForm } from "@/features/checkout/components/contact-form";
import { PlacedOrders } from "@/features/checkout/components/placed-orders";
import { Refused } from "@/features/checkout/components/refused";
import { UnconfirmedOrders } from "@/features/checkout/components/unconfirmed-orders";
import { checkedContact } from "@/features/checkout/hooks/checked-contact";
import { clearCheckout } from "@/features/checkout/hooks/use-checkout";
import { useFocusOnFault } from "@/features/checkout/hooks/use-focus-on-fault";
import { usePreparedSolution } from "@/features/checkout/hooks/use-prepared-solution";
import { orderWording } from "@/features/checkout/model/order-button";
import { useSubmissions } from "@/features/checkout/model/submissions";
import { OrderingTerms } from "@/features/pages/components/ordering-terms";
import type { CartLine } from "@/lib/cart-line";
import { shopQuery } from "@/lib/shop";
import { useTitle } from "@/lib/use-title";
import { CartLines } from "../-cart-lines";
import { usePlaceOrder } from "../-ordering";
import { useReviewedCart, type ReviewedCart } from "../-reviewed-cart";

export const Route = createFileRoute("/_shop/checkout")({ component: Checkout });

function Checkout() {
  const waiting = useSubmissions(({ submissions }) => submissions.length > 0);
  const empty = useCart((cart) => cart.lines.length === 0);
  useTitle("Checkout");
  useEffect(() => clearCheckout, []);

  if (empty && !waiting) return <EmptyCart />;
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-8">
      <h1 className="text-2xl sm:text-3xl">Checkout</h1>
      <PlacedOrders />
      <UnconfirmedOrders />
      {!empty && <OrderForm />}
    </div>
  );
}

const contactForm = "contact";

function OrderForm() {
  const cart = useReviewedCart();
  const { reviewed, quote, outage, blocked, left } = cart;
  const root = useFocusOnFault<HTMLDivElement>();
  const order = useOrder(cart);
  usePreparedSolution(reviewed.map(({ line }) => line));
  const { button, rest, explanation, language } = useWording(cart);

  return (
    <div ref={root} className="grid gap-8 md:grid-cols-[1fr_20rem] md:items-start">
      <div className="flex min-w-0 flex-col gap-8">
        <Refused
          action={
            left.length > 0 && (
              <>
                {rest === button && <span>Without it:</span>}
                <Button size="sm" onClick={() => order(left)}>
                  <span lang={language} dir="auto">
                    {rest}
                  </span>
                </Button>
              </>
            )
          }
        />
        <CartLines cart={cart} label="Your items" />
        <ContactForm id={contactForm} onSubmit={() => order(reviewed.map(({ line }) => line))} />
      </div>
      <section
        aria-label="Summary"
        className="flex flex-col gap-5 rounded-lg bg-raised p-6 shadow-card inset-ring inset-ring-line md:sticky md:top-24"
      >
        <CartTotals quote={quote} none={cart.noTotal} />
        {outage && (
          <Notice tone="warn" alert>
            Orders cannot be placed right now. Your cart is kept; try again in a moment.
          </Notice>
        )}
        <Button type="submit" form={contactForm} look="primary" size="lg" disabled={!button}>
          <span lang={button && language} dir="auto">
            {button ?? blocked ?? "Checking prices…"}
          </span>
        </Button>
        <p className="text-sm text-muted">{explanation}</p>
        <OrderingTerms />
      </section>
    </div>
  );
}

/** The button waits for the settings of the shop: it must say what it does. */
function useWording({ blocked, quote }: ReviewedCart) {
  const { data: shop } = useQuery(shopQuery);
  const { button, ...rest } = orderWording(shop, { amount: quote.sums?.amount, currency: quote.currency });
  return { ...rest, button: blocked || !shop ? undefined : button };
}

/**
 * Orders these lines of the cart for the amount shown; the others leave the cart. The key is the one of the cart as shown:
 * a second click on the same screen must not order under the next key.
 */
function useOrder({ key, reviewed, quote }: ReviewedCart) {
  const place = usePlaceOrder();
  const { remove } = useCart();
  return (lines: CartLine[]) => {
    const customer = checkedContact();
    if (!customer || !quote.sums) return;
    for (const { line } of reviewed) if (!lines.includes(line)) remove(line.id);
    void place({ key, lines, customer, agreed: quote.sums.amount });
  };
}

function EmptyCart() {
  return (
    <Empty
      level={1}
      icon={<ShoppingBag size={28} />}
      title="Your cart is empty"
      action={
        <div className="flex flex-wrap gap-3">
          <Link to="/" className={buttonStyle({ look: "primary" })}>
            Browse products
          </Link>
          <Link to="/orders" className={buttonStyle()}>
            My orders
          </Link>
        </div>
      }
    >
      You can find your orders under My orders.
    </Empty>
  );
}
