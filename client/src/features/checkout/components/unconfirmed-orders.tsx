import { CircleHelp, LoaderCircle } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { ProductArt } from "@/components/ui/product-art";
import { showNumber } from "@/lib/locale";
import { showMoney, useCurrency } from "@/lib/money";
import { retriesByItself, type Submission } from "../model/submission";
import { useSubmissions } from "../model/submissions";
import { retry, cancel } from "../model/submit";

/** Orders that were sent and have no outcome yet. The buyer can retry or cancel. */
export function UnconfirmedOrders() {
  const { submissions, progress } = useSubmissions();
  const now = useNow();
  if (submissions.length === 0) return null;
  const unknown = submissions.some(({ key }) => progress[key]?.unknown);
  return (
    <section aria-labelledby="waiting" className="flex flex-col gap-4">
      <h2 id="waiting" className="flex items-center gap-2 text-lg">
        {unknown ? <CircleHelp size={20} aria-hidden /> : <LoaderCircle size={20} aria-hidden />}
        <span>{unknown ? "We are checking whether your order was placed" : "Placing your order…"}</span>
      </h2>
      <ul
        aria-label="Unconfirmed orders"
        className="divide-y divide-line rounded-lg bg-raised px-4 inset-ring inset-ring-line sm:px-6"
      >
        {submissions.map((submission) => (
          <UnconfirmedOrder
            key={submission.key}
            submission={submission}
            unknown={progress[submission.key]?.unknown ?? true}
            now={now}
          />
        ))}
      </ul>
    </section>
  );
}

type Props = { submission: Submission; unknown: boolean; now: number };

function UnconfirmedOrder({ submission, unknown, now }: Props) {
  const { lines, agreed, givenUp } = submission;
  const byItself = retriesByItself(submission, now);
  const currency = useCurrency((shop) => shop.currency);
  return (
    <li className="flex flex-wrap items-center gap-4 py-4">
      {lines.slice(0, 1).map(({ id, image }) => (
        <ProductArt key={id} id={id} image={image} className="size-14 rounded-md" />
      ))}
      <div className="min-w-0 flex-1 basis-48">
        <ul>
          {lines.map(({ id, name, quantity }) => (
            <li key={id} dir="auto" className="font-semibold wrap-anywhere">
              {quantity === 1 ? name : `${showNumber(quantity)} × ${name}`}
            </li>
          ))}
        </ul>
        <p className="text-sm text-muted tabular-nums">{showMoney(agreed, currency)}</p>
        {unknown && (
          <p role="status" className="mt-1 max-w-prose text-sm">
            {sentence(givenUp !== null, byItself)}
          </p>
        )}
      </div>
      {unknown && givenUp === null && (
        <div className="flex flex-wrap gap-2">
          {!byItself && (
            <Button size="sm" onClick={() => retry(submission)}>
              Try again
            </Button>
          )}
          <Button size="sm" onClick={() => cancel(submission)}>
            Cancel order
          </Button>
        </div>
      )}
    </li>
  );
}

function sentence(givenUp: boolean, byItself: boolean): string {
  if (givenUp) return "We are cancelling your order. It may still be placed until the shop confirms.";
  if (byItself) return "The shop has not answered yet. We keep trying, and nothing is ordered twice.";
  return "The shop has not answered for a long time. If your order has not arrived, trying again places it now.";
}

function everySecond(passed: () => void): () => void {
  const timer = setInterval(passed, 1_000);
  return () => clearInterval(timer);
}

/** The current time, rounded up to a second; the choices of the buyer depend on it. */
function useNow(): number {
  return useSyncExternalStore(everySecond, () => Math.ceil(Date.now() / 1_000) * 1_000);
}
