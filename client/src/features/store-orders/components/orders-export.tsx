import { announce } from "@/lib/announce";
import { downloadText } from "@/lib/csv";
import { showNumber } from "@/lib/locale";
import { toast } from "@/lib/toasts";
import { mostExported, readOrders } from "../api/list-orders";
import { sortOrders } from "../model/order-query";
import type { OrderSearch } from "../model/order-search";
import { ordersCsv } from "../model/orders-csv";
import { ExportButton } from "./export-button";

/** Exports all orders that match the filter, not only this page. */
export function OrdersExport({ search }: { search: OrderSearch }) {
  async function run(signal: AbortSignal, onProgress: (count: number) => void) {
    const { orders, next } = await readOrders(search, mostExported, signal, onProgress);
    const sorted = search.sort ? sortOrders(orders, search.sort) : orders;
    downloadText(`souk-orders-${new Date().toISOString().slice(0, 10)}.csv`, ordersCsv(sorted));
    const count = showNumber(orders.length);
    if (next) toast(`The newest ${count} orders were exported. Choose earlier days to export older ones.`);
    else announce(`${count} orders were exported.`);
  }

  return <ExportButton name="Export CSV" run={run} />;
}
