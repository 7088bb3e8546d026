import { createFileRoute, Link } from "@tanstack/react-router";
import { ArrowLeft, SearchX } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { orderQuery } from "@/features/orders/api/get-order";
import { OrderView, OrderViewSkeleton } from "@/features/orders/components/order-view";
import { useLiveOrder } from "@/features/orders/hooks/use-live-order";
import { isNotFound } from "@/lib/problem";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/_shop/orders/$pk")({
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(orderQuery(params.pk)),
  component: OrderPage,
});

function OrderPage() {
  const { pk } = Route.useParams();
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-4">
      <Link
        to="/orders"
        className={buttonStyle({ look: "quiet", size: "sm", className: "-ml-3.5 self-start" })}
      >
        <ArrowLeft size={16} aria-hidden /> My orders
      </Link>
      <LiveOrder key={pk} pk={pk} />
    </div>
  );
}

function LiveOrder({ pk }: { pk: string }) {
  const { data: order, error, isPending, isFetching, refetch, stream } = useLiveOrder(pk);
  useTitle(order?.product_name ? `Order of ${order.product_name}` : "Order");

  if (isPending) return <OrderViewSkeleton />;
  if (order) {
    return (
      <>
        {error && (
          <Notice tone="warn" alert>
            The shop does not answer at the moment. Your order is safe; this page catches up by itself.
          </Notice>
        )}
        <OrderView order={order} stream={stream} />
      </>
    );
  }
  if (isNotFound(error)) {
    return (
      <Empty level={1} icon={<SearchX size={28} />} title="There is no such order">
        Check the address: an order&apos;s name has 26 letters and digits.
      </Empty>
    );
  }
  return <Failed what="This order" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
}
