import { createFileRoute, Link } from "@tanstack/react-router";
import { ReceiptText, SearchX } from "lucide-react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { mostOrdersOfBuyer } from "@/features/buyer/api/list-orders";
import { UnconfirmedOrders } from "@/features/checkout/components/unconfirmed-orders";
import { useSubmissions } from "@/features/checkout/model/submissions";
import { OrderList, OrderListSkeleton } from "@/features/orders/components/order-list";
import { StatusFilter } from "@/features/orders/components/status-filter";
import { parseStatus, statuses } from "@/features/orders/model/status";
import { useTitle } from "@/lib/use-title";
import { useAllMyOrders } from "../-all-my-orders";

export const Route = createFileRoute("/_shop/orders/")({ validateSearch: parseStatus, component: MyOrders });

function MyOrders() {
  const { status } = Route.useSearch();
  const { pks, signedIn, ofBuyer, missing } = useAllMyOrders();
  const waiting = useSubmissions(({ submissions }) => submissions.length > 0);
  useTitle("My orders");
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-6">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="flex flex-col gap-2">
          <h1 className="text-2xl sm:text-3xl">My orders</h1>
          <p className="text-sm text-muted">{aboutList(ofBuyer)}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          {signedIn === false && (
            <Link to="/sign-in" search={{ next: "/orders" }} className={buttonStyle({ size: "sm" })}>
              Sign in for all orders
            </Link>
          )}
          <Link to="/orders/find" className={buttonStyle({ size: "sm" })}>
            Find an order
          </Link>
        </div>
      </header>
      <UnconfirmedOrders />
      {pks.length === 0 ? (
        !waiting && <NoneShown missing={missing} />
      ) : (
        <>
          {missing?.hasFailed && <MissingOthers signedIn={signedIn} missing={missing} />}
          <StatusFilter />
          <OrderList
            pks={pks}
            status={status}
            noMatch={<NoMatch label={status && statuses[status].label} />}
          />
        </>
      )}
    </div>
  );
}

function aboutList(ofBuyer: number | undefined): string {
  if (ofBuyer === undefined) return "The orders placed in this browser, newest first.";
  const which = ofBuyer < mostOrdersOfBuyer ? "Your orders" : `Your latest ${mostOrdersOfBuyer} orders`;
  return `${which} from every device, and those placed in this browser, newest first.`;
}

type Missing = ReturnType<typeof useAllMyOrders>["missing"];

/** There are none only if nothing is missing. */
function NoneShown({ missing }: { missing: Missing }) {
  if (!missing) return <NoOrders />;
  const { error, retry, isFetching } = missing;
  if (!error) return <OrderListSkeleton rows={3} />;
  return <Failed what="Your orders" error={error} onRetry={retry} retrying={isFetching} />;
}

function MissingOthers({
  signedIn,
  missing,
}: {
  signedIn: boolean | undefined;
  missing: NonNullable<Missing>;
}) {
  return (
    <Notice
      tone="warn"
      alert
      action={
        <Button size="sm" aria-disabled={missing.isFetching} onClick={missing.retry}>
          Try again
        </Button>
      }
    >
      {signedIn
        ? "Your orders from other devices cannot be shown right now."
        : "The shop cannot check right now whether you are signed in."}
    </Notice>
  );
}

function NoOrders() {
  return (
    <Empty
      icon={<ReceiptText size={28} />}
      title="No orders yet"
      action={
        <Link to="/" className={buttonStyle({ look: "primary" })}>
          Browse products
        </Link>
      }
    >
      When you buy something, you can follow it here.
    </Empty>
  );
}

function NoMatch({ label }: { label: string | undefined }) {
  return (
    <Empty
      icon={<SearchX size={28} />}
      title={label ? `No orders are “${label}”` : "The shop does not have your orders"}
      action={
        label && (
          <Link to="/orders" search={{}} className={buttonStyle()}>
            Show all orders
          </Link>
        )
      }
    />
  );
}
