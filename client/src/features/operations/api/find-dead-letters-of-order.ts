import { queryOptions } from "@tanstack/react-query";
import { services, type Service } from "../model/consumers";
import { getOperations } from "./get-operations";
import { listDeadLetters, type DeadLetter } from "./list-dead-letters";

const mostPages = 4;
const every = 5_000;

/** The dead letters that contain the pk of an order. Only the newest pages are searched. */
export function deadLettersOfOrderQuery(pk: string) {
  return queryOptions({
    queryKey: ["dead-letters-of", pk],
    queryFn: async ({ signal }) => {
      const found: DeadLetter[] = [];
      for (const service of services) {
        const { dead_letters } = await getOperations(service, signal);
        for (const { stream, count } of dead_letters) {
          if (count > 0) found.push(...(await lettersNaming(pk, service, stream, signal)));
        }
      }
      return found;
    },
    refetchInterval: every,
  });
}

async function lettersNaming(pk: string, service: Service, stream: string, signal: AbortSignal) {
  const found: DeadLetter[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const { letters, next } = await listDeadLetters(service, stream, cursor, signal);
    found.push(...letters.filter(({ payload }) => payload.includes(pk)));
    cursor = next;
    if (!cursor) break;
  }
  return found;
}
