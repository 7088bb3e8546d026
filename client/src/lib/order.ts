import type { Order } from "@/lib/api-client";

/** Events and polls may overtake one another: an order never goes back. */
export function newer(known: Order | undefined, heard: Order): Order {
  return known && known.timeline.length > heard.timeline.length ? known : heard;
}
