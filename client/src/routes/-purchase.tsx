import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { lazy, Suspense, type ReactNode } from "react";
import { useUnitQuote } from "@/components/shop/price";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { buyerQuery } from "@/features/buyer/api/get-buyer";
import { useCart } from "@/features/cart/hooks/use-cart";
import { useCartDrawer } from "@/features/cart/hooks/use-cart-drawer";
import { PurchaseBox } from "@/features/catalog/components/purchase-box";
import { beforeBuying, PageLinks } from "@/features/pages/components/page-links";
import type { Product } from "@/lib/api-client";

/** What the page of a product and that of a group have in common. */
export function ProductFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col gap-4">
      <Link to="/" className={buttonStyle({ look: "quiet", size: "sm", className: "-ms-3.5 self-start" })}>
        <ArrowLeft size={16} aria-hidden /> All products
      </Link>
      {children}
    </div>
  );
}

export function LastKnown() {
  return (
    <Notice tone="warn" alert>
      The shop is not responding. You see the last known stock and price.
    </Notice>
  );
}

/** The cart line keeps the price that was shown. */
export function Purchase({ product }: { product: Product }) {
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
      <BeforeBuying />
    </div>
  );
}

export function BeforeBuying() {
  return (
    <PageLinks
      label="Before you buy"
      among={beforeBuying}
      className="rounded-sm text-sm text-muted underline underline-offset-4 hover:text-ink"
    />
  );
}

// By itself: seldom seen.
const GoneProduct = lazy(async () => ({ default: (await import("./-gone")).Gone }));

export function Gone(props: { wasThere: string | undefined }) {
  return (
    <Suspense>
      <GoneProduct {...props} />
    </Suspense>
  );
}
