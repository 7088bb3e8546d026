import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { PackageX } from "lucide-react";
import { BackLink } from "@/components/admin/back-link";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { soldProductQuery } from "@/features/sale/api/get-product";
import { FreezeButton } from "@/features/sale/components/freeze-button";
import { LiveSale } from "@/features/sale/components/live-sale";
import { StockForm } from "@/features/sale/components/stock-form";
import { StockLedger } from "@/features/sale/components/stock-ledger";
import { useLiveSale } from "@/features/sale/hooks/use-live-sale";
import type { Product } from "@/lib/api-client";
import { isNotFound } from "@/lib/problem";
import { showDate } from "@/lib/show-date";
import { useSale } from "@/lib/use-sale";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/products_/$id")({ component: SalePage });

function SalePage() {
  const { id } = Route.useParams();
  const { data: product, error, isPending, isFetching, refetch } = useQuery(soldProductQuery(id));
  useTitle(product?.name ?? "Product");
  return (
    <div className="flex flex-col gap-6">
      <BackLink to="/admin/products">All products</BackLink>
      {product && <Sale key={id} product={product} />}
      {isPending && <Skeleton className="h-96" />}
      {!product && isNotFound(error) && <Gone />}
      {!product && error && !isNotFound(error) && (
        <Failed what="The product" error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
    </div>
  );
}

const states = {
  active: undefined,
  draft: <Badge>Draft</Badge>,
  frozen: <Badge tone="warn">Frozen: no new orders</Badge>,
};

function Sale({ product }: { product: Product }) {
  const live = useLiveSale(product.id);
  const state = live.sale?.state ?? product.state;
  const sale = useSale(product);
  if (live.deleted) return <Gone />;
  return (
    <>
      <PageHeader
        title={<span dir="auto">{product.name}</span>}
        actions={
          <>
            {product.group && (
              <Link to="/admin/groups/$id" params={{ id: product.group }} className={buttonStyle()}>
                All variants
              </Link>
            )}
            <FreezeButton id={product.id} state={state} />
          </>
        }
      >
        {states[state]}
        {sale.kind === "soon" && <Badge tone="accent">Starts {showDate(sale.startsAt)}</Badge>}
        {sale.kind === "ended" && <Badge>Sale ended</Badge>}
      </PageHeader>
      <LiveSale product={product} live={live} />
      <Panel title="Stock">
        <div className="flex flex-col gap-6">
          <StockForm id={product.id} />
          <StockLedger id={product.id} />
        </div>
      </Panel>
    </>
  );
}

function Gone() {
  return (
    <Empty icon={<PackageX size={28} />} title="There is no such product">
      It may have been deleted.
    </Empty>
  );
}
