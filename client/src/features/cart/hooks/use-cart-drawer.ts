import { useRouter, useRouterState } from "@tanstack/react-router";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** The open cart is a history entry of its own, so Back closes it first. */
    cartOpen?: boolean;
  }
}

export function useCartDrawer() {
  const router = useRouter();
  const open = useRouterState({ select: ({ location }) => location.state.cartOpen === true });

  function show() {
    const { href, state } = router.history.location;
    if (!open) router.history.push(href, { ...state, cartOpen: true });
  }

  function close() {
    if (open) router.history.back();
  }

  return { open, show, close };
}
