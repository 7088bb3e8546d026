import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Product } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";
import { useSetStates } from "../api/set-states";
import { questionOf, saleSteps, titleOf, type SaleStep } from "../model/sale-step";
import { NameList } from "./name-list";

export type StepWanted = { step: SaleStep; products: readonly Product[] };

type Props = { wanted: StepWanted | undefined; onClose: () => void; onDone?: (ids: string[]) => void };

/** Asks before it starts, freezes or releases the sale of many products, and names each that was refused. */
export function SaleStepDialog({ wanted, onClose, onDone }: Props) {
  const title = wanted && questionOf(wanted.step, wanted.products);
  return (
    <Dialog open={wanted !== undefined} onClose={onClose} title={title}>
      {wanted && <Question {...wanted} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

function Question({ step, products, onClose, onDone }: StepWanted & Omit<Props, "wanted">) {
  const { mutate, isPending, data, error, done } = useSetStates();
  const words = saleSteps[step];
  const { to: state } = words;

  function confirm() {
    mutate(
      { products, state },
      {
        onSuccess: ({ done, failed }) => {
          if (done.length > 0) toast(`${titleOf(done)}: ${words.done}.`, "good");
          onDone?.(done.map(({ id }) => id));
          if (failed.length === 0) onClose();
        },
      },
    );
  }

  return (
    <div className="flex flex-col gap-4 overflow-y-auto p-6">
      {data ? <Refused failed={data.failed} /> : <p>{words.asks}</p>}
      {!data && products.length > 1 && <NameList products={products} />}
      {isPending && <ProgressBar label={words.busy} value={done} max={products.length} />}
      {error && (
        <Notice tone="bad" alert>
          {asProblem(error).message}
        </Notice>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button data-autofocus onClick={onClose}>
          {data ? "Close" : "Cancel"}
        </Button>
        {!data && (
          <Button look={step === "freeze" ? "danger" : "primary"} disabled={isPending} onClick={confirm}>
            {isPending ? words.busy : words.verb}
          </Button>
        )}
      </div>
    </div>
  );
}

function Refused({ failed }: { failed: readonly { product: Product; why: string }[] }) {
  return (
    <Notice tone="bad" alert>
      <p>These were not changed:</p>
      <ul className="mt-1 list-disc ps-5">
        {failed.map(({ product, why }) => (
          <li key={product.id} dir="auto">
            {product.name}: {why}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
