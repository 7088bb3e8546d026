import { CircleHelp, LoaderCircle } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { ProductArt } from "@/components/ui/product-art";
import { showNumber } from "@/lib/locale";
import { showMoney, useCurrency } from "@/lib/money";
import { asksByItself, type Attempt } from "../model/attempt";
import { useAttempts } from "../model/attempts";
import { askAgain, giveUp } from "../model/settle";

/** Orders that were sent and have no outcome yet, with what the buyer can do. */
export function WaitingOrders() {
  const { attempts, progress } = useAttempts();
  const now = useNow();
  if (attempts.length === 0) return null;
  const unknown = attempts.some(({ wanted: { key } }) => progress[key]?.unknown);
  return (
    <section aria-labelledby="waiting" className="flex flex-col gap-4">
      <h2 id="waiting" className="flex items-center gap-2 text-lg">
        {unknown ? <CircleHelp size={20} aria-hidden /> : <LoaderCircle size={20} aria-hidden />}
        <span>{unknown ? "We do not know yet whether this was ordered" : "Placing your order…"}</span>
      </h2>
      <ul
        aria-label="Waiting for an answer"
        className="divide-y divide-line rounded-lg bg-raised px-4 inset-ring inset-ring-line sm:px-6"
      >
        {attempts.map((attempt) => (
          <WaitingOrder
            key={attempt.wanted.key}
            attempt={attempt}
            unknown={progress[attempt.wanted.key]?.unknown ?? true}
            now={now}
          />
        ))}
      </ul>
    </section>
  );
}

type Props = { attempt: Attempt; unknown: boolean; now: number };

function WaitingOrder({ attempt, unknown, now }: Props) {
  const { wanted, agreed, givenUp } = attempt;
  const byItself = asksByItself(attempt, now);
  const currency = useCurrency((shop) => shop.currency);
  return (
    <li className="flex flex-wrap items-center gap-4 py-4">
      <ProductArt id={wanted.id} image={wanted.image} className="size-14 rounded-md" />
      <div className="min-w-0 flex-1 basis-48">
        <p dir="auto" className="font-semibold wrap-anywhere">
          {wanted.name}
        </p>
        <p className="text-sm text-muted tabular-nums">
          <span>{`${showNumber(wanted.quantity)} for ${showMoney(agreed, currency)}`}</span>
        </p>
        {unknown && (
          <p role="status" className="mt-1 max-w-prose text-sm">
            {sentence(givenUp !== null, byItself)}
          </p>
        )}
      </div>
      {unknown && givenUp === null && (
        <div className="flex flex-wrap gap-2">
          {!byItself && (
            <Button size="sm" onClick={() => askAgain(attempt)}>
              Ask again
            </Button>
          )}
          <Button size="sm" onClick={() => giveUp(attempt)}>
            Give up
          </Button>
        </div>
      )}
    </li>
  );
}

function sentence(givenUp: boolean, byItself: boolean): string {
  if (givenUp) return "We are asking the shop to cancel it. Until the shop answers, it may still be ordered.";
  if (byItself) return "The shop has not answered. We keep asking; nothing is ordered twice.";
  return "The shop has not answered for a long time. If your order has not arrived, asking again places it now.";
}

function everySecond(passed: () => void): () => void {
  const timer = setInterval(passed, 1_000);
  return () => clearInterval(timer);
}

/** What the buyer can do depends on the time that has passed: the end of the present second. */
function useNow(): number {
  return useSyncExternalStore(everySecond, () => Math.ceil(Date.now() / 1_000) * 1_000);
}
