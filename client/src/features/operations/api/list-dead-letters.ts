import { queryOptions } from "@tanstack/react-query";
import { answerWithHeaders, inventory, nextCursor, payment } from "@/lib/api-client";
import type { components } from "@/lib/api-types/inventory";
import type { components as paymentComponents } from "@/lib/api-types/payment";
import type { Service } from "../model/consumers";

export type DeadLetter = components["schemas"]["DeadLetter"];
/** Streams that a service reads. The service itself lists the names, so casting them is safe. */
export type InventoryStream = components["schemas"]["Retry"]["stream"];
export type PaymentStream = paymentComponents["schemas"]["Retry"]["stream"];
export type DeadLetterPage = { letters: DeadLetter[]; next: string | undefined };

const pageSize = 50;

export async function listDeadLetters(
  service: Service,
  stream: string,
  cursor?: string,
  signal?: AbortSignal,
): Promise<DeadLetterPage> {
  const path = "/operations/dead-letters";
  const page = { limit: pageSize, cursor };
  const call =
    service === "inventory"
      ? inventory.GET(path, { params: { query: { stream: stream as InventoryStream, ...page } }, signal })
      : payment.GET(path, { params: { query: { stream: stream as PaymentStream, ...page } }, signal });
  const { data, headers } = await answerWithHeaders(call);
  return { letters: data, next: nextCursor(headers) };
}

export function deadLettersKey(service: Service, stream: string) {
  return ["dead-letters", service, stream] as const;
}

/** The newest. `count` is in the key, so a new dead letter causes a new read. */
export function deadLettersQuery(service: Service, stream: string, count: number) {
  return queryOptions({
    queryKey: [...deadLettersKey(service, stream), count],
    queryFn: ({ signal }) => listDeadLetters(service, stream, undefined, signal),
  });
}
