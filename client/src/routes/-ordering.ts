import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useCart } from "@/features/cart/hooks/use-cart";
import { nextKey } from "@/features/cart/model/lines";
import { notePlaced, noteRefused } from "@/features/checkout/hooks/use-checkout";
import { byBuyer } from "@/features/checkout/model/attempt";
import type { Handlers } from "@/features/checkout/model/settle";
import { orderQuery } from "@/features/orders/api/get-order";
import { useMyOrders } from "@/features/orders/hooks/use-my-orders";
import { toast } from "@/lib/toasts";

/** What an order's outcome means for the cart and for My orders, whichever page is open when it is known. */
export function useOrdering(): Handlers {
  const queryClient = useQueryClient();
  const router = useRouter();
  const onCheckout = () => router.state.location.pathname === "/checkout";
  return {
    onPlaced(attempt, order) {
      queryClient.setQueryData(orderQuery(order.pk).queryKey, order);
      useMyOrders.getState().remember(order.pk);
      notePlaced(attempt, order);
      const late = attempt.givenUp === byBuyer ? ", before you gave it up" : "";
      if (!onCheckout()) toast(`Your order for ${attempt.wanted.name} was placed${late}.`, "good");
    },
    onEnded(attempt, ended) {
      const { wanted, index } = attempt;
      if (ended.order) useMyOrders.getState().remember(ended.order.pk);
      // Its key has ended without a purchase; ordering the line again is another order.
      useCart.getState().restore({ ...wanted, key: nextKey(wanted.key) }, index);
      noteRefused(attempt, ended);
      if (!onCheckout()) toast(`${wanted.name} was not ordered. ${ended.why}`, "bad");
    },
  };
}
