import { useSyncExternalStore } from "react";
import { shopNow } from "@/lib/shop-clock";
import { dayAt } from "@/lib/day";

const checkEvery = 10_000;

function now(passed: () => void): () => void {
  const timer = setInterval(passed, checkEvery);
  return () => clearInterval(timer);
}

/** The day of UTC by the clock of the shop, also of a page that stays open over midnight. */
export function useToday(): string {
  return useSyncExternalStore(now, () => dayAt(shopNow()));
}
