import { useQueries, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { showTime } from "@/lib/dates";
import { operationsQuery } from "../api/get-operations";
import { services, silentReaders, type Views } from "../model/consumers";
import { DeadLetters } from "./dead-letters";
import { useKeptHistory } from "../hooks/use-kept-history";
import { OrderRate } from "./order-rate";
import { PartitionOwners } from "./partition-owners";
import { RedisTable } from "./redis-table";
import { RequestTable } from "./request-table";
import { StreamTable } from "./stream-table";

/** The streams of both services, polled every second. A service that does not respond keeps its last figures, marked as old. */
export function OperationsBoard() {
  const queryClient = useQueryClient();
  const queries = useQueries({ queries: services.map((service) => operationsQuery(service, queryClient)) });
  useKeptHistory();
  if (queries.some(({ isPending }) => isPending)) return <BoardSkeleton />;

  const failing = queries.find(({ data }) => !data);
  const histories = queries.map(({ data }) => data).filter((data) => data !== undefined);
  if (histories.length === 0 && failing) {
    const retry = () => queries.forEach((query) => void query.refetch());
    return (
      <Failed
        what="The streams"
        error={failing.error}
        onRetry={retry}
        retrying={queries.some(({ isFetching }) => isFetching)}
      />
    );
  }

  const [, payment] = queries;
  const views: Views = Object.fromEntries(
    services.map((service, index) => [service, queries[index]?.data?.latest]),
  );
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-3 empty:hidden">
        {services.map((service, index) => {
          const { isError = false, data } = queries[index] ?? {};
          return isError && <Outage key={service} service={service} since={data?.latest.time} />;
        })}
        {silentReaders(views).map(({ service, streams }) => (
          <Notice key={service} tone="bad" alert icon={<TriangleAlert size={20} aria-hidden />}>
            <strong>Nothing is consuming for {service}.</strong>{" "}
            {streams.length > 0 && `Entries of ${streams.join(", ")} wait until a consumer is back.`}
          </Notice>
        ))}
      </div>
      {payment?.data && <OrderRate history={payment.data} />}
      <section aria-labelledby="requests" className="min-w-0">
        <h2 id="requests" className="mb-3 text-xl">
          Requests in the last minute
        </h2>
        <RequestTable histories={histories} />
      </section>
      <section aria-labelledby="streams" className="min-w-0">
        <h2 id="streams" className="mb-3 text-xl">
          Streams
        </h2>
        <StreamTable histories={histories} views={views} />
      </section>
      <section aria-labelledby="owners">
        <h2 id="owners" className="mb-3 text-xl">
          Partition owners
        </h2>
        <div className="grid gap-4 md:grid-cols-2">
          {histories.map(({ latest }) => (
            <PartitionOwners key={latest.service} view={latest} />
          ))}
        </div>
      </section>
      <section aria-labelledby="redis" className="min-w-0">
        <h2 id="redis" className="mb-3 text-xl">
          Redis
        </h2>
        <RedisTable views={histories.map(({ latest }) => latest)} />
      </section>
      <section aria-labelledby="dead-letters">
        <h2 id="dead-letters" className="mb-3 text-xl">
          Dead letters
        </h2>
        <DeadLetters views={views} />
      </section>
    </div>
  );
}

function Outage({ service, since }: { service: string; since: string | undefined }) {
  return (
    <Notice tone="warn" alert>
      <strong className="capitalize">{service}</strong> does not answer.{" "}
      {since ? `Its figures are from ${showTime(since)}; we keep trying.` : "We keep trying."}
    </Notice>
  );
}

function BoardSkeleton() {
  return (
    <div role="status" aria-label="Loading the streams" className="flex flex-col gap-8">
      <Skeleton className="h-72 w-full" />
      <Skeleton className="h-80 w-full" />
      <div className="grid gap-4 md:grid-cols-2">
        <Skeleton className="h-40" />
        <Skeleton className="h-40" />
      </div>
    </div>
  );
}
