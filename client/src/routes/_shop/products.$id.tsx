import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { ArrowLeft, PackageX } from "lucide-react";
import { useUnitQuote } from "@/components/shop/price";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { buyerQuery } from "@/features/buyer/api/get-buyer";
import { useCart } from "@/features/cart/hooks/use-cart";
import { useCartDrawer } from "@/features/cart/hooks/use-cart-drawer";
import { productQuery } from "@/features/catalog/api/get-product";
import { ProductDetails, ProductDetailsSkeleton } from "@/features/catalog/components/product-details";
import { PurchaseBox } from "@/features/catalog/components/purchase-box";
import { useLiveProduct } from "@/features/catalog/hooks/use-live-product";
import { beforeBuying, PageLinks } from "@/features/pages/components/page-links";
import type { Product } from "@/lib/api-client";
import { isNotFound } from "@/lib/problem";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/_shop/products/$id")({
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(productQuery(params.id)),
  component: ProductPage,
});

function ProductPage() {
  const { id } = Route.useParams();
  return (
    <div className="flex flex-col gap-4">
      <Link to="/" className={buttonStyle({ look: "quiet", size: "sm", className: "-ms-3.5 self-start" })}>
        <ArrowLeft size={16} aria-hidden /> All products
      </Link>
      <LiveProduct key={id} id={id} />
    </div>
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
  return (
    <ProductDetails product={product} stream={stream}>
      {error && (
        <Notice tone="warn" alert>
          The shop is not responding. You see the last known stock and price.
        </Notice>
      )}
      <Purchase product={product} />
    </ProductDetails>
  );
}

/** The cart line keeps the price that was shown. */
function Purchase({ product }: { product: Product }) {
  const inCart = useCart((cart) => cart.lines.find((line) => line.id === product.id)?.quantity ?? 0);
  const addToCart = useCart((cart) => cart.add);
  const { show } = useCartDrawer();
  const { quote } = useUnitQuote(product);
  const { data: buyer } = useQuery(buyerQuery());
  return (
    <div className="flex flex-col gap-4">
      <PurchaseBox
        product={product}
        inCart={inCart}
        asksToSignIn={product.limit_per_customer !== null && buyer?.signed_in === false}
        onAdd={(quantity) => {
          if (addToCart(product, quantity, quote?.total ?? null)) show();
        }}
      />
      <PageLinks
        label="Before you buy"
        among={beforeBuying}
        className="rounded-sm text-sm text-muted underline underline-offset-4 hover:text-ink"
      />
    </div>
  );
}

function Gone({ wasThere }: { wasThere: string | undefined }) {
  return (
    <Empty
      level={1}
      icon={<PackageX size={28} />}
      title={wasThere ? `${wasThere} is no longer sold` : "Product not found"}
      action={
        <Link to="/" className={buttonStyle({ look: "primary" })}>
          Go to the shop
        </Link>
      }
    >
      {wasThere
        ? "The store has just removed it."
        : "The store may have removed it, or the address is wrong."}
    </Empty>
  );
}
