import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { footerLink, ShopFooter } from "@/components/shop/shop-footer";
import { ShopHeader } from "@/components/shop/shop-header";
import { AccountLink } from "@/features/buyer/components/account-link";
import { useQuotesOfBuyer } from "@/features/buyer/hooks/use-quotes-of-buyer";
import { useCartDrawer } from "@/features/cart/hooks/use-cart-drawer";
import { CartButton } from "@/features/cart/components/cart-button";
import { UnconfirmedBar } from "@/features/checkout/components/unconfirmed-bar";
import { useResubmitting } from "@/features/checkout/hooks/use-resubmitting";
import { PageLinks } from "@/features/pages/components/page-links";
import { shopQuery } from "@/lib/shop";
import { useOrdering } from "./-ordering";
import { loadCartDrawer, usePreloadedPages } from "./-preloaded-pages";

export const Route = createFileRoute("/_shop")({ component: ShopLayout });

// These pages show the unconfirmed orders themselves.
const waitingPages = ["/checkout", "/orders"];

const CartDrawer = lazy(loadCartDrawer);

function ShopLayout() {
  useQuery(shopQuery);
  useResubmitting(useOrdering());
  const listsWaiting = useRouterState({ select: ({ location }) => waitingPages.includes(location.pathname) });
  usePreloadedPages();
  useQuotesOfBuyer();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-full bg-accent px-4 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:start-2"
      >
        Skip to content
      </a>
      <ShopHeader account={<AccountLink />} cart={<CartButton />} />
      {!listsWaiting && <UnconfirmedBar />}
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-7xl flex-1 px-4 pt-3 pb-20 outline-none sm:px-8 sm:pt-6"
      >
        <Outlet />
      </main>
      <ShopFooter pages={<PageLinks label="About the shop" className={footerLink} />} />
      <OpenedCartDrawer />
    </div>
  );
}

/** Its code is not in the first load. Once opened it stays, so that it can close slowly. */
function OpenedCartDrawer() {
  const { open } = useCartDrawer();
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  return (
    wanted && (
      <Suspense>
        <CartDrawer />
      </Suspense>
    )
  );
}
