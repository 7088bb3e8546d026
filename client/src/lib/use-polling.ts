import { useEffect, useEffectEvent } from "react";

/** Calls `ask` every `every` milliseconds while `active`: what to do where no stream pushes. */
export function usePolling(active: boolean, every: number, ask: () => void): void {
  const onTick = useEffectEvent(ask);
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => onTick(), every);
    return () => clearInterval(timer);
  }, [active, every]);
}
