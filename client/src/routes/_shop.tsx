import { createFileRoute, Outlet } from "@tanstack/react-router";
import { ShopFooter } from "@/components/shop/shop-footer";
import { ShopHeader } from "@/components/shop/shop-header";
import { CartDrawer } from "@/features/cart/components/cart-drawer";
import { CartButton } from "@/features/cart/components/cart-button";

export const Route = createFileRoute("/_shop")({ component: ShopLayout });

function ShopLayout() {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-full bg-accent px-4 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:start-2"
      >
        Skip to content
      </a>
      <ShopHeader cart={<CartButton />} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-7xl flex-1 px-4 pt-3 pb-20 outline-none sm:px-8 sm:pt-6"
      >
        <Outlet />
      </main>
      <ShopFooter />
      <CartDrawer />
    </div>
  );
}
