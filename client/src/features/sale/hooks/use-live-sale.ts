import { useState } from "react";
import type { components } from "@/lib/api-types/inventory";
import { useEventStream } from "@/lib/events/use-event-stream";
import { usePolling } from "@/lib/use-polling";
import { addSample, orderRate, type Sample } from "../model/order-rate";

export type SaleFigures = components["schemas"]["SaleFigures"];

const events = ["sale", "product_deleted"] as const;
const sampleEvery = 500;

/** The sale of a product as it goes. `sale` undefined: not known yet. */
export function useLiveSale(id: string) {
  const [sale, setSale] = useState<SaleFigures>();
  const [deleted, setDeleted] = useState(false);
  const [samples, setSamples] = useState<readonly Sample[]>([]);

  function receive(event: string, data: unknown) {
    if (event === "sale") setSale(data as SaleFigures);
    setDeleted(event === "product_deleted");
  }
  const stream = useEventStream(`/api/inventory/products/${id}/sale/events`, events, receive);
  // Also while nothing happens, so that the rate falls.
  usePolling(sale !== undefined && stream === "live", sampleEvery, () => {
    if (sale) setSamples((before) => addSample(before, { at: Date.now(), orders: sale.orders }));
  });
  return { sale, deleted, stream, rate: orderRate(samples) };
}
