import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { BackLink } from "@/components/admin/back-link";
import { PageHeader } from "@/components/ui/page-header";
import { DeadLettersOfOrder } from "@/features/operations/components/dead-letters-of-order";
import { PaymentPanel } from "@/features/order-payment/components/payment-panel";
import { ShippingPanel } from "@/features/shipping/components/shipping-panel";
import { OrderView } from "@/features/store-orders/components/order-view";
import { orderQuery } from "@/lib/live-order";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/orders/$pk")({ component: OrderPage });

function OrderPage() {
  const { pk } = Route.useParams();
  const { data: order } = useQuery(orderQuery(pk));
  const title = order ? `Order ${order.number}` : "Order";
  useTitle(title);
  return (
    <div className="flex flex-col gap-6">
      <BackLink to="/admin/orders">All orders</BackLink>
      <PageHeader title={title} />
      <OrderView
        key={pk}
        pk={pk}
        parts={(order) => (
          <>
            <ShippingPanel order={order} />
            <PaymentPanel order={order} />
          </>
        )}
      >
        <DeadLettersOfOrder pk={pk} />
      </OrderView>
    </div>
  );
}
