import { useQuery } from "@tanstack/react-query";
import { recoveryInterval } from "@/lib/query-client";
import { orderQuery } from "../api/get-order";
import { useOrderEvents } from "../api/watch-order";
import { mayChange } from "../model/status";

const pollEvery = 1_500;

/** An order, pushed by the server; asked for while there is no push and it can still change. */
export function useLiveOrder(pk: string) {
  const stream = useOrderEvents(pk);
  const query = useQuery({
    ...orderQuery(pk),
    refetchInterval: ({ state }) => {
      if (state.error) return recoveryInterval(state.error);
      return stream !== "live" && state.data && mayChange(state.data) ? pollEvery : false;
    },
  });
  return { ...query, stream };
}
