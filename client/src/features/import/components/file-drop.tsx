import { clsx } from "clsx";
import { Download, FileSpreadsheet } from "lucide-react";
import { useRef, useState, type DragEvent } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { downloadText } from "@/lib/csv";
import { exampleCsv } from "../model/report";

type Props = {
  refusal: string | undefined;
  onRetry: (() => void) | undefined;
  onFile: (file: File) => void;
};

export function FileDrop({ refusal, onRetry, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  }

  return (
    <div className="flex flex-col gap-6">
      {refusal && (
        <Notice
          tone="bad"
          alert
          action={
            onRetry && (
              <Button size="sm" onClick={onRetry}>
                Try again
              </Button>
            )
          }
        >
          {refusal}
        </Notice>
      )}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={clsx(
          "flex flex-col items-center gap-4 rounded-lg border-2 border-dashed px-6 py-14 text-center transition-colors sm:py-20",
          over ? "border-accent bg-accent-soft" : "border-line-strong/60 bg-raised",
        )}
      >
        <span aria-hidden className="grid size-16 place-items-center rounded-full bg-accent-soft text-accent">
          <FileSpreadsheet size={28} />
        </span>
        <p className="text-lg font-semibold">Drop a CSV file here</p>
        <p className="max-w-md text-muted">
          You see a preview before anything changes. Rows are matched to products by id, SKU or name.
        </p>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
          aria-label="CSV file"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = "";
            if (file) onFile(file);
          }}
        />
        <Button look="primary" size="lg" onClick={() => input.current?.click()}>
          Choose a file
        </Button>
      </div>
      <Columns />
    </div>
  );
}

function Columns() {
  return (
    <section aria-labelledby="columns" className="grid gap-6 sm:grid-cols-[1fr_auto] sm:items-start">
      <div>
        <h2 id="columns" className="text-lg">
          File format
        </h2>
        <p className="mt-1 max-w-2xl text-sm text-muted">
          The first line names the columns, in any order: <Name>name</Name>, <Name>price</Name> and{" "}
          <Name>quantity</Name> for new products; <Name>sku</Name>, <Name>id</Name>, <Name>description</Name>,{" "}
          <Name>image</Name>, <Name>state</Name> (active, draft or frozen), <Name>sale_starts_at</Name>,{" "}
          <Name>sale_ends_at</Name>, <Name>limit_per_order</Name> and <Name>limit_per_customer</Name> are
          optional. An empty cell changes nothing; “none” takes a time or a limit away. You can also import
          product exports of Shopify and WooCommerce.
        </p>
      </div>
      <Button onClick={() => downloadText("souk-example.csv", exampleCsv)}>
        <Download size={18} aria-hidden /> Example file
      </Button>
    </section>
  );
}

function Name({ children }: { children: string }) {
  return <code className="rounded-sm bg-sunken px-1.5 py-0.5 text-ink">{children}</code>;
}
