import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  CardCell,
  CardRow,
  CardTable,
  CardTableBody,
  CardTableHead,
  CardTableHeader,
} from "@/components/ui/card-table";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { showTimeOfDay } from "@/lib/dates";
import { showNumber } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import { ledgerQuery, type LedgerEntry } from "../api/get-ledger";
import { showChange, showWho, wordOf } from "../model/ledger-words";

const [few, all] = [20, 1_000];

/** What people did to the stock, the price and the state, newest first. */
export function StockLedger({ id }: { id: string }) {
  const [limit, setLimit] = useState(few);
  const { data, error, isPending, isFetching, refetch } = useQuery(ledgerQuery(id, limit));
  if (isPending) return <Skeleton className="h-48" />;
  if (!data)
    return <Failed what="The ledger" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  return (
    <div className="flex flex-col gap-4">
      <Balance balanced={data.balanced} />
      {data.entries.length > 0 && (
        <CardTable label="Changes of stock, price and state">
          <CardTableHead>
            {["What", "Reason", "Who", "Time"].map((name) => (
              <CardTableHeader key={name} className="text-start">
                {name}
              </CardTableHeader>
            ))}
            {["Change", "Stock after", "Price after"].map((name) => (
              <CardTableHeader key={name} className="text-end">
                {name}
              </CardTableHeader>
            ))}
          </CardTableHead>
          <CardTableBody>
            {data.entries.map((entry, place) => (
              <Row key={data.entries.length - place} entry={entry} before={data.entries[place + 1]} />
            ))}
          </CardTableBody>
        </CardTable>
      )}
      {limit === few && data.entries.length === few && (
        <Button className="self-start" onClick={() => setLimit(all)}>
          Show all
        </Button>
      )}
    </div>
  );
}

function Balance({ balanced }: { balanced: boolean }) {
  if (balanced)
    return <p className="text-sm text-muted">These changes and the orders add up to the stock.</p>;
  return (
    <Notice tone="bad" alert>
      These changes and the orders do not add up to the stock. Count the units, and enter what you counted.
    </Notice>
  );
}

const number = "tabular-nums md:text-end";

function Row({ entry, before }: { entry: LedgerEntry; before: LedgerEntry | undefined }) {
  return (
    <CardRow>
      <CardCell name="What" className="font-semibold">
        {wordOf(entry, before)}
      </CardCell>
      <CardCell name="Reason" dir="auto" className="wrap-anywhere">
        {entry.reason || "–"}
      </CardCell>
      <CardCell name="Who">{showWho(entry.who)}</CardCell>
      <CardCell name="Time" className="md:whitespace-nowrap">
        <time dateTime={entry.at}>{showTimeOfDay(entry.at)}</time>
      </CardCell>
      <CardCell name="Change" className={number}>
        {showChange(entry.change)}
      </CardCell>
      <CardCell name="Stock after" className={number}>
        {showNumber(entry.quantity)}
      </CardCell>
      <CardCell name="Price after" className={number}>
        {showMoney(entry.price)}
      </CardCell>
    </CardRow>
  );
}
