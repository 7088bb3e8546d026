import { useEffect, useEffectEvent } from "react";

/** Calls `ask` every `every` milliseconds while `active`. For data without a push. */
export function usePolling(active: boolean, every: number, ask: () => void): void {
  const onTick = useEffectEvent(ask);
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => onTick(), every);
    return () => clearInterval(timer);
  }, [active, every]);
}
