import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerWithHeaders, nextCursor, payment } from "@/lib/api-client";
import type { components } from "@/lib/api-types/payment";
import { pollInterval } from "@/lib/query-client";

export type Mail = components["schemas"]["Mail"];

const movingEvery = 2_000;
const restingEvery = 10_000;

export function mailsQuery(cursor: string | undefined) {
  return queryOptions({
    queryKey: ["admin-mails", cursor ?? "newest"],
    queryFn: async ({ signal }) => {
      const call = payment.GET("/mails", { params: { query: { limit: 50, cursor } }, signal });
      const { data, headers } = await answerWithHeaders(call);
      return { mails: data, next: nextCursor(headers) };
    },
    refetchInterval: ({ state: { data, error } }) => {
      const moving = data?.mails.some(({ state }) => state === "waiting");
      return pollInterval(error, moving ? movingEvery : restingEvery);
    },
  });
}

/** A mail of a page of the list; undefined while it is read, or if the mail is on another page by now. */
export function useListedMail(id: string, cursor: string | undefined): Mail | undefined {
  const { data } = useQuery(mailsQuery(cursor));
  return data?.mails.find((mail) => mail.id === id);
}
