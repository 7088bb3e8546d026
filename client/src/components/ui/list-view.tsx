import type { ReactNode } from "react";
import { Button } from "./button";
import { Failed } from "./failed";
import { Notice } from "./notice";

export type ListQuery = {
  isPending: boolean;
  isError: boolean;
  isFetching: boolean;
  error: unknown;
  refetch: () => unknown;
};

type Props<Row> = {
  query: ListQuery;
  /** Undefined while nothing has been read. */
  rows: readonly Row[] | undefined;
  /** Begins the sentence of a failure: "The orders". */
  what: string;
  skeleton: ReactNode;
  empty?: ReactNode;
  /** What to say above rows that could not be read again. */
  stale?: ReactNode;
  children: (rows: readonly Row[]) => ReactNode;
};

/** The states of every list that is read from a service: loading, failed, empty, and its rows. */
export function ListView<Row>({ query, rows, what, skeleton, empty, stale, children }: Props<Row>) {
  if (query.isPending) return skeleton;
  if (!rows) {
    return (
      <Failed
        what={what}
        error={query.error}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  if (rows.length === 0 && empty) return empty;
  return (
    <>
      {query.isError && stale && (
        <Notice tone="warn" alert>
          {stale}
        </Notice>
      )}
      {children(rows)}
    </>
  );
}

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** Reads the next page of a list that has one. */
export function ShowMore({ list, size, className = "" }: { list: Pages; size?: "lg"; className?: string }) {
  if (!list.hasNextPage) return null;
  return (
    <Button
      size={size}
      className={`self-center ${className}`}
      disabled={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {list.isFetchingNextPage ? "Loading…" : "Show more"}
    </Button>
  );
}
