import { useEffect } from "react";
import { create } from "zustand";
import type { Order } from "@/lib/api-client";
import type { Stage } from "@/lib/order-stage";

/**
 * The order that the buyer has just placed in this tab. Its payment page opens by itself, once. It is not stored, so a
 * reload, Back and another tab only offer the page.
 */
const useExpected = create<{ pk: string | undefined }>()(() => ({ pk: undefined }));

export function expectPayment(pk: string): void {
  useExpected.setState({ pk });
}

export function expectNoPayment(): void {
  useExpected.setState({ pk: undefined });
}

/** Opens the payment page of an order that was just placed. Answers whether it is going to. */
export function usePaymentPage({ pk, payment: { url } }: Order, stage: Stage): boolean {
  const expected = useExpected((one) => one.pk === pk);

  useEffect(() => {
    if (!expected || stage !== "to_pay" || !url) return;
    expectNoPayment();
    window.location.assign(url);
  }, [expected, stage, url]);

  // The buyer has gone to another page of the shop.
  useEffect(() => {
    return () => {
      if (!window.location.pathname.endsWith(pk)) expectNoPayment();
    };
  }, [pk]);

  return expected && (stage === "reserving" || stage === "opening");
}
