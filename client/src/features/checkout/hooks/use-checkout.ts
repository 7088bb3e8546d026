import { useRef, useState } from "react";
import type { Order } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { placeOrder } from "../api/place-order";
import { forgetKey, keyFor } from "../model/keys";
import { placed, refused, type Outcome, type Wanted } from "../model/outcome";

/** An order for each line, one after the other; what became of each. */
export function useCheckout(onPlaced: (order: Order) => void) {
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const [busy, setBusy] = useState(false);
  // State changes with the next render; a second click can come before.
  const running = useRef(false);

  async function place(lines: Wanted[]): Promise<Outcome[]> {
    if (running.current) return [];
    running.current = true;
    setBusy(true);
    const results: Outcome[] = [];
    try {
      for (const wanted of lines) {
        const outcome = await placeOne(wanted);
        if (outcome.kind === "placed") onPlaced(outcome.order);
        results.push(outcome);
        setOutcomes((before) => [
          ...before.filter((one) => one.wanted.id !== wanted.id || one.kind === "placed"),
          outcome,
        ]);
      }
      return results;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }

  return { place, busy, outcomes };
}

async function placeOne(wanted: Wanted): Promise<Outcome> {
  try {
    const order = await placeOrder(wanted.id, wanted.quantity, keyFor(wanted.id, wanted.quantity));
    forgetKey(wanted.id);
    return placed(wanted, order);
  } catch (error) {
    // Without an answer the order may exist: the key stays. With a refusal it does not.
    if (!asProblem(error).isOutage) forgetKey(wanted.id);
    return refused(wanted, error);
  }
}
