import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem";

const ofBuyers: readonly string[] = ["sign_in_required", "wrong_code", "other_origin"];
const retries = 2;
const recheckEvery = 4_000;

/** `onSignedOut` is called for every 401 and 403 of the store's admin, whichever request met it. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    const { status, code } = asProblem(error);
    if ((status === 401 || status === 403) && !ofBuyers.includes(code)) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // Treat offline like any failure: show it and retry, do not pause silently.
        networkMode: "always",
        staleTime: 5_000,
        retry: (failures, error) => asProblem(error).isOutage && failures < retries,
        retryDelay: (attempt) => 300 * 2 ** attempt,
        // Retry by itself after an outage.
        refetchInterval: (query) => recoveryInterval(query.state.error),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** Resolves as soon as no query waits for an answer. */
export function isAnswered(client: QueryClient): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (client.isFetching() > 0) return;
      stop();
      resolve();
    };
    const stop = client.getQueryCache().subscribe(check);
    check();
  });
}

/** `refetchInterval` of a query that polls. After a failure the interval of recovery counts instead. */
export function pollInterval(error: unknown, every: number | false): number | false {
  return error ? recoveryInterval(error) : every;
}

export function recoveryInterval(error: unknown): number | false {
  return error && asProblem(error).isOutage ? recheckEvery : false;
}
