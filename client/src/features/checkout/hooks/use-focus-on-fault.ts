import { useEffect, useRef, type RefObject } from "react";
import { useCheckout } from "./use-checkout";

/** After a refusal the focus is on the first wrong field inside the element, else on the reason. */
export function useFocusOnFault<T extends HTMLElement>(): RefObject<T | null> {
  const inside = useRef<T>(null);
  const refusals = useCheckout((checkout) => checkout.refusals);
  useEffect(() => {
    if (!useCheckout.getState().refusal) return;
    const find = (selector: string) => inside.current?.querySelector<HTMLElement>(selector);
    (find("[aria-invalid=true]") ?? find("[data-refused]"))?.focus();
  }, [refusals]);
  return inside;
}
