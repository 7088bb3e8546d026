import { useEffect, useEffectEvent } from "react";
import type { CartLine } from "@/lib/cart-line";
import { prepareSolution } from "../model/prepare-solution";

const again = 4 * 60_000;

/** While the checkout is open: a challenge ends after five minutes. */
export function usePreparedSolution(lines: CartLine[]): void {
  const ids = lines.map(({ id }) => id).join(" ");
  const prepare = useEffectEvent(() => void prepareSolution(lines));
  useEffect(() => {
    if (ids === "") return;
    prepare();
    const timer = setInterval(() => prepare(), again);
    return () => clearInterval(timer);
  }, [ids]);
}
