import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
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
import { Empty } from "@/components/ui/empty";
import { ListView } from "@/components/ui/list-view";
import { Skeleton } from "@/components/ui/skeleton";
import { showDate } from "@/lib/dates";
import { showNumber } from "@/lib/locale";
import { visitorsQuery, type VisitorKind, type VisitorOrders } from "../api/list-visitors";
import { CancelDialog } from "./cancel-dialog";

const columns = ["Orders", "Open", "Last order", ""];

/** Who places orders, by address or by signed-in buyer, with a button that cancels the open ones of one. */
export function VisitorList({ by }: { by: VisitorKind }) {
  const list = useQuery(visitorsQuery(by));
  const [chosen, choose] = useState<VisitorOrders>();
  const label = by === "address" ? "Addresses" : "Customers";
  return (
    <>
      <ListView
        query={list}
        rows={list.data}
        what="The orders"
        skeleton={<Skeleton className="h-48" />}
        stale="The list could not be read again, so it may be old."
        empty={
          <Empty icon={<ShieldCheck size={28} />} title="Nobody yet">
            {by === "address"
              ? "No order was placed in the time for which addresses are kept."
              : "No order of a buyer who had signed in was placed lately."}
          </Empty>
        }
      >
        {(visitors) => (
          <CardTable label={label}>
            <CardTableHead>
              <CardTableHeader className="text-start">
                {by === "address" ? "Address" : "Customer"}
              </CardTableHeader>
              {columns.map((name) => (
                <CardTableHeader key={name} className="text-end">
                  {name || <span className="sr-only">Action</span>}
                </CardTableHeader>
              ))}
            </CardTableHead>
            <CardTableBody>
              {visitors.map((visitor) => (
                <VisitorRow key={visitor.value} visitor={visitor} onCancel={() => choose(visitor)} />
              ))}
            </CardTableBody>
          </CardTable>
        )}
      </ListView>
      <CancelDialog visitor={chosen} onClose={() => choose(undefined)} />
    </>
  );
}

function VisitorRow({ visitor, onCancel }: { visitor: VisitorOrders; onCancel: () => void }) {
  const { orders, open, last_at } = visitor;
  const name = visitor.email ?? visitor.value;
  return (
    <CardRow>
      <CardCell wide className="font-medium break-all">
        {name}
      </CardCell>
      <CardCell name="Orders" className="md:text-end">
        {showNumber(orders)}
      </CardCell>
      <CardCell name="Open" className="md:text-end">
        {showNumber(open)}
      </CardCell>
      <CardCell name="Last order" className="md:text-end">
        <time dateTime={last_at}>{showDate(last_at)}</time>
      </CardCell>
      <CardCell wide className="md:text-end">
        <Button
          size="sm"
          look="danger"
          disabled={open === 0}
          onClick={onCancel}
          aria-label={`Cancel the open orders of ${name}`}
        >
          Cancel open orders
        </Button>
      </CardCell>
    </CardRow>
  );
}
