import { queryOptions } from "@tanstack/react-query";
import { answerWithHeaders, inventory, nextCursor, payment } from "@/lib/api-client";
import type { components } from "@/lib/api-types/inventory";
import type { Service } from "../model/consumers";

export type DeadLetter = components["schemas"]["DeadLetter"];
export type DeadLetterPage = { letters: DeadLetter[]; next: string | undefined };

const pageSize = 50;

export async function listDeadLetters(
  service: Service,
  stream: string,
  cursor?: string,
  signal?: AbortSignal,
): Promise<DeadLetterPage> {
  const params = { query: { stream, limit: pageSize, cursor } };
  const call =
    service === "inventory"
      ? inventory.GET("/operations/dead-letters", { params, signal })
      : payment.GET("/operations/dead-letters", { params, signal });
  const { data, headers } = await answerWithHeaders(call);
  return { letters: data, next: nextCursor(headers) };
}

export function deadLettersKey(service: Service, stream: string) {
  return ["dead-letters", service, stream] as const;
}

/** The newest. `count` is in the key: another number of them is another list. */
export function deadLettersQuery(service: Service, stream: string, count: number) {
  return queryOptions({
    queryKey: [...deadLettersKey(service, stream), count],
    queryFn: ({ signal }) => listDeadLetters(service, stream, undefined, signal),
  });
}
