import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { refreshPayment } from "../api/refresh-payment";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** The buyer came to this page from the provider, having paid. */
    returned?: boolean;
  }
}

/** `?paid`, as the provider's page leads back. */
export function parsePaid(search: Record<string, unknown>): { paid?: true } {
  return Object.hasOwn(search, "paid") ? { paid: true } : {};
}

/** Whether the buyer has paid at the provider. `paid` leaves the address, and a reload still knows it. */
export function useReturnedBuyer(pk: string, paid: boolean): boolean {
  const navigate = useNavigate();
  const returned = useRouterState({ select: ({ location }) => location.state.returned === true });

  useEffect(() => {
    if (!paid) return;
    // Without an answer the shop learns of the payment a little later.
    refreshPayment(pk).catch(() => undefined);
    void navigate({
      to: "/orders/$pk",
      params: { pk },
      state: { returned: true },
      replace: true,
      resetScroll: false,
    });
  }, [paid, pk, navigate]);

  return paid || returned;
}
