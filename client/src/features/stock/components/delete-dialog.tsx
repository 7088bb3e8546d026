import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Product } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";
import { useDeleteProducts } from "../api/delete-products";
import { titleOf } from "../model/sale-step";
import { NameList } from "./name-list";

type Props = { products: readonly Product[]; onClose: () => void; onDeleted: (ids: string[]) => void };

/** Asks before it deletes. `products` empty: closed. */
export function DeleteDialog({ products, onClose, onDeleted }: Props) {
  return (
    <Dialog open={products.length > 0} onClose={onClose} title={`Delete ${titleOf(products)}?`}>
      {products.length > 0 && <Question {...{ products, onClose, onDeleted }} />}
    </Dialog>
  );
}

function Question({ products, onClose, onDeleted }: Props) {
  const { mutateAsync, isPending, data, error, done } = useDeleteProducts();
  const failed = data?.failed ?? [];

  async function confirm() {
    const result = await mutateAsync(products).catch(() => undefined);
    if (!result) return;
    onDeleted(result.done.map(({ id }) => id));
    if (result.done.length > 0) toast(`Deleted ${titleOf(result.done)}.`, "good");
    if (result.failed.length === 0) onClose();
  }

  return (
    <div className="flex flex-col gap-4 overflow-y-auto p-6">
      <p>
        The product is removed from the shop at once. Its open orders are refunded. This cannot be undone.
      </p>
      {products.length > 1 && <NameList products={products} />}
      {isPending && products.length > 1 && (
        <ProgressBar label="Deleting" value={done} max={products.length} />
      )}
      {error && (
        <Notice tone="bad" alert>
          {asProblem(error).message}
        </Notice>
      )}
      {failed.length > 0 && (
        <Notice tone="bad" alert>
          {failed.length} of {products.length} could not be deleted: {failed[0]?.why}
        </Notice>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button data-autofocus onClick={onClose}>
          {data ? "Close" : "Cancel"}
        </Button>
        {!data && (
          <Button look="danger" disabled={isPending} onClick={() => void confirm()}>
            {isPending ? "Deleting…" : "Delete"}
          </Button>
        )}
      </div>
    </div>
  );
}
