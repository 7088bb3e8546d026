import { createFileRoute, Navigate } from "@tanstack/react-router";
import { Failed } from "@/components/ui/failed";
import { productQuery } from "@/features/catalog/api/get-product";
import { ProductDetails, ProductDetailsSkeleton } from "@/features/catalog/components/product-details";
import { useLiveProduct } from "@/features/catalog/hooks/use-live-product";
import { isNotFound } from "@/lib/problem";
import { useTitle } from "@/lib/use-title";
import { Gone, LastKnown, ProductFrame, Purchase } from "../-purchase";

export const Route = createFileRoute("/_shop/products/$id")({
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(productQuery(params.id)),
  component: ProductPage,
});

function ProductPage() {
  const { id } = Route.useParams();
  return (
    <ProductFrame>
      <LiveProduct key={id} id={id} />
    </ProductFrame>
  );
}

function LiveProduct({ id }: { id: string }) {
  const { data: product, error, isPending, isFetching, refetch, stream } = useLiveProduct(id);
  useTitle(isNotFound(error) ? "Product not found" : product?.name);

  if (isNotFound(error)) return <Gone wasThere={product?.name} />;
  if (isPending) return <ProductDetailsSkeleton />;
  if (!product) {
    return <Failed what="This product" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  // A variant is shown on the page of its group.
  if (product.group !== null)
    return <Navigate to="/groups/$id" params={{ id: product.group }} search={{ variant: id }} replace />;
  return (
    <ProductDetails product={product} stream={stream}>
      {error && <LastKnown />}
      <Purchase product={product} />
    </ProductDetails>
  );
}
