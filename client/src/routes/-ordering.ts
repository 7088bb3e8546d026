import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { buyerQuery, noteSignedOut } from "@/features/buyer/api/get-buyer";
import { useCart } from "@/features/cart/hooks/use-cart";
import { notePlaced, noteRefused, placeOrder } from "@/features/checkout/hooks/use-checkout";
import { cancelledByBuyer, type Wanted } from "@/features/checkout/model/submission";
import { useSubmissions } from "@/features/checkout/model/submissions";
import type { Handlers } from "@/features/checkout/model/submit";
import { useMyOrders } from "@/features/orders/hooks/use-my-orders";
import { expectPayment } from "@/features/orders/hooks/use-payment-page";
import { orderQuery } from "@/lib/live-order";
import { namesOf } from "@/lib/order";
import { isPaidAtProvider, shopQuery } from "@/lib/shop";
import { toast } from "@/lib/toasts";

/** Updates the cart and My orders when the outcome of an order is known, on any page. */
export function useOrdering(): Handlers {
  const queryClient = useQueryClient();
  const router = useRouter();
  const onCheckout = () => router.state.location.pathname === "/checkout";
  return {
    onPlaced(submission, order) {
      queryClient.setQueryData(orderQuery(order.pk).queryKey, order);
      useMyOrders.getState().remember(order.pk);
      useCart.getState().sent(submission.key, submission.lines);
      const paying = isPaidAtProvider(queryClient.getQueryData(shopQuery.queryKey)) && order.amount !== 0;
      const agreed = notePlaced(submission, order, paying);
      const late = submission.givenUp === cancelledByBuyer ? " before it could be cancelled" : "";
      const then = paying ? " You can pay for it under My orders." : "";
      if (!onCheckout()) toast(`Your order ${order.number} was placed${late}.${then}`, "good");
      else if (isLast(submission.key)) {
        if (paying && agreed) expectPayment(order.pk);
        // Back must not return to an empty checkout.
        void router.navigate({ to: "/orders/$pk", params: { pk: order.pk }, replace: true });
      }
    },
    onEnded(submission, { refusal, order }) {
      if (order) useMyOrders.getState().remember(order.pk);
      const cart = useCart.getState();
      // The key is used up without a purchase: the next order has another.
      cart.sent(submission.key, submission.lines);
      cart.restore(submission.lines);
      noteRefused(refusal);
      if (refusal.asksToSignIn) askWhoIsSignedIn(queryClient);
      if (!onCheckout()) toast(notOrdered(namesOf(submission.lines.map(named)), refusal.why), "bad");
    },
  };
}

/** A guest at least when the order came: since then the buyer may have signed in. */
function askWhoIsSignedIn(queryClient: QueryClient) {
  noteSignedOut(queryClient);
  void queryClient.invalidateQueries({ queryKey: buyerQuery().queryKey });
}

/** Nothing else keeps the buyer on the checkout. */
function isLast(key: string): boolean {
  return (
    useCart.getState().lines.length === 0 &&
    useSubmissions.getState().submissions.every((other) => other.key === key)
  );
}

const named = ({ name }: { name: string }) => ({ product_name: name });

function notOrdered(names: string, why: string | undefined): string {
  return [`Not ordered: ${names}.`, why, "It is in your cart again."].filter(Boolean).join(" ");
}

/** Places an order whose amount the buyer has seen. */
export function usePlaceOrder() {
  const handlers = useOrdering();
  return (wanted: Wanted) =>
    placeOrder(wanted, ({ key, lines }) => useCart.getState().sent(key, lines), handlers);
}
