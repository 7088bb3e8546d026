import { createFileRoute, Link } from "@tanstack/react-router";
import { ArrowLeft, SearchX } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { useCheckout } from "@/features/checkout/hooks/use-checkout";
import { OrderView, OrderViewSkeleton } from "@/features/orders/components/order-view";
import { PayPanel } from "@/features/orders/components/pay-panel";
import { parsePaid, useReturnedBuyer } from "@/features/orders/hooks/use-returned-buyer";
import { stageOf, wasNeverCharged } from "@/lib/order-stage";
import { orderQuery, useLiveOrder } from "@/lib/live-order";
import { isNotFound } from "@/lib/problem";
import { usePaidAtProvider } from "@/lib/shop";
import { useTitle } from "@/lib/use-title";
import { OrderAgain } from "../-order-again";
import { OrderWhatIsLeft } from "../-order-what-is-left";

export const Route = createFileRoute("/_shop/orders/$pk")({
  validateSearch: parsePaid,
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(orderQuery(params.pk)),
  component: OrderPage,
});

function OrderPage() {
  const { pk } = Route.useParams();
  const { paid = false } = Route.useSearch();
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-4">
      <Link
        to="/orders"
        className={buttonStyle({ look: "quiet", size: "sm", className: "-ms-3.5 self-start" })}
      >
        <ArrowLeft size={16} aria-hidden /> My orders
      </Link>
      <LiveOrder key={pk} pk={pk} paid={paid} />
    </div>
  );
}

function LiveOrder({ pk, paid }: { pk: string; paid: boolean }) {
  const { data: order, error, isPending, isFetching, refetch, stream } = useLiveOrder(pk);
  const surprise = useCheckout((checkout) => checkout.surprises[pk]);
  const returned = useReturnedBuyer(pk, paid);
  const atProvider = usePaidAtProvider();
  useTitle(order ? `Order ${order.number}` : "Order");

  if (isPending) return <OrderViewSkeleton />;
  if (order) {
    const stage = stageOf(order, { atProvider, returned });
    return (
      <>
        {error && (
          <Notice tone="warn" alert>
            The shop is not responding. Your order is safe. This page updates by itself.
          </Notice>
        )}
        <OrderView order={order} stage={stage} stream={stream}>
          <PayPanel order={order} stage={stage} />
          {surprise && !wasNeverCharged(order) && <Notice tone="warn">{surprise}</Notice>}
          <OrderWhatIsLeft order={order} />
          <OrderAgain order={order} />
        </OrderView>
      </>
    );
  }
  if (isNotFound(error)) {
    return (
      <Empty
        level={1}
        icon={<SearchX size={28} />}
        title="Order not found"
        action={
          <Link to="/orders/find" className={buttonStyle()}>
            Find an order
          </Link>
        }
      >
        Check the address, or find your order by its number and your e-mail.
      </Empty>
    );
  }
  return <Failed what="This order" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
}
