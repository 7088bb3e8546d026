import { useQueryClient } from "@tanstack/react-query";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { FindOrderForm } from "@/features/orders/components/find-order-form";
import { useMyOrders } from "@/features/orders/hooks/use-my-orders";
import type { Order } from "@/lib/api-client";
import { orderQuery } from "@/lib/live-order";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/_shop/orders/find")({ component: FindOrder });

function FindOrder() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  useTitle("Find an order");

  function show(order: Order) {
    queryClient.setQueryData(orderQuery(order.pk).queryKey, order);
    useMyOrders.getState().remember(order.pk);
    void navigate({ to: "/orders/$pk", params: { pk: order.pk } });
  }

  return (
    <div className="mx-auto flex max-w-md flex-col gap-6">
      <header className="flex flex-col gap-2">
        <h1 className="text-2xl sm:text-3xl">Find an order</h1>
        <p className="text-muted">
          Enter the number of the order and the e-mail address that you gave at checkout.
        </p>
      </header>
      <FindOrderForm onFound={show} />
    </div>
  );
}
