import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Product } from "@/lib/api-client";
import { toast } from "@/lib/toasts";
import { useSetStates } from "../api/set-states";
import { questionOf, saleSteps, titleOf, type SaleStep } from "../model/sale-step";
import { NameList } from "./name-list";
import { Question } from "./question";

export type StepWanted = { step: SaleStep; products: readonly Product[] };

type Props = { wanted: StepWanted | undefined; onClose: () => void; onDone?: (ids: string[]) => void };

/** Asks before it starts, freezes or releases the sale of many products, and names each that was refused. */
export function SaleStepDialog({ wanted, onClose, onDone }: Props) {
  const title = wanted && questionOf(wanted.step, wanted.products);
  return (
    <Dialog open={wanted !== undefined} onClose={onClose} title={title}>
      {wanted && <StepQuestion {...wanted} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

function StepQuestion({ step, products, onClose, onDone }: StepWanted & Omit<Props, "wanted">) {
  const words = saleSteps[step];
  const { mutate, isPending, data, error, done } = useSetStates(words.to);

  function confirm() {
    mutate(products, {
      onSuccess: ({ done, failed }) => {
        if (done.length > 0) toast(`${titleOf(done)}: ${words.done}.`, "good");
        onDone?.(done.map(({ id }) => id));
        if (failed.length === 0) onClose();
      },
    });
  }

  return (
    <Question
      {...{ error, isPending, onClose }}
      answered={data !== undefined}
      verb={words.verb}
      busy={words.busy}
      look={step === "freeze" ? "danger" : "primary"}
      onConfirm={confirm}
    >
      {data ? <Refused failed={data.failed} /> : <p>{words.asks}</p>}
      {!data && products.length > 1 && <NameList products={products} />}
      {isPending && <ProgressBar label={words.busy} value={done} max={products.length} />}
    </Question>
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
