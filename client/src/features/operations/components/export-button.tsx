import { showNumber } from "@/lib/locale";
import { Download, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { announce } from "@/lib/announce";
import { downloadText } from "@/lib/csv";
import { asProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";
import { mostExported, readOrders } from "../api/list-orders";
import { sortOrders, type OrderSearch } from "../model/order-search";
import { ordersCsv } from "../model/orders-csv";

/** Everything that the filter lets through, not only this page. Pressed again while it reads, it gives up. */
export function ExportButton({ search }: { search: OrderSearch }) {
  const [count, setCount] = useState<number>();
  const reading = useRef<AbortController>(undefined);
  useEffect(() => () => reading.current?.abort(), []);

  async function start() {
    const controller = new AbortController();
    reading.current = controller;
    setCount(0);
    try {
      const { orders, next } = await readOrders(search, mostExported, controller.signal, setCount);
      const sorted = search.sort ? sortOrders(orders, search.sort) : orders;
      downloadText(`souk-orders-${new Date().toISOString().slice(0, 10)}.csv`, ordersCsv(sorted));
      const count = showNumber(orders.length);
      if (next) toast(`The newest ${count} orders are exported. Narrow the days to export older ones.`);
      else announce(`${count} orders are exported.`);
    } catch (error) {
      if (!controller.signal.aborted) toast(`Nothing was exported. ${asProblem(error).message}`, "bad");
    } finally {
      setCount(undefined);
    }
  }

  if (count === undefined) {
    return (
      <Button onClick={() => void start()}>
        <Download size={18} aria-hidden /> Export CSV
      </Button>
    );
  }
  return (
    <Button onClick={() => reading.current?.abort()} className="tabular-nums">
      <X size={18} aria-hidden /> Stop at {showNumber(count)}
    </Button>
  );
}
