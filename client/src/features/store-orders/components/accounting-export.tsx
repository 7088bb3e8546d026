import { announce } from "@/lib/announce";
import { downloadText, utf8Mark } from "@/lib/csv";
import { showNumber } from "@/lib/locale";
import { orderPages } from "../api/list-orders";
import { accountingHeader, accountingRows } from "../model/accounting-csv";
import { ExportButton } from "./export-button";

const pagesInMemory = 100;

/** A row for each order that was placed in these days of UTC, both included, whatever their number. */
export function AccountingExport({ from, to }: { from: string; to: string }) {
  async function run(signal: AbortSignal, onProgress: (count: number) => void) {
    const end = new Date(Date.parse(to) + 86_400_000).toISOString();
    const filter = { from: new Date(from).toISOString(), to: end };
    let count = 0;
    let texts = [utf8Mark, accountingHeader()];
    const parts: Blob[] = [];
    for await (const { orders } of orderPages(filter, signal)) {
      texts.push(accountingRows(orders));
      count += orders.length;
      onProgress(count);
      // A browser moves what is in a Blob out of the memory of the page.
      if (texts.length >= pagesInMemory) {
        parts.push(new Blob(texts));
        texts = [];
      }
    }
    downloadText(`souk-accounting-${from}-to-${to}.csv`, [...parts, ...texts]);
    announce(`${showNumber(count)} orders were exported.`);
  }

  return (
    <div className="flex flex-col items-start gap-2 sm:items-end">
      <ExportButton name="Export for accounting" run={run} />
      <p className="max-w-xs text-sm text-muted sm:text-end">
        The export has the orders placed in these days, with what came back since.
      </p>
    </div>
  );
}
