import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Product } from "@/lib/api-client";
import { toast } from "@/lib/toasts";
import { useDeleteProducts } from "../api/delete-products";
import { titleOf } from "../model/sale-step";
import { NameList } from "./name-list";
import { Question } from "./question";

type Props = { products: readonly Product[]; onClose: () => void; onDeleted: (ids: string[]) => void };

/** Asks before it deletes. `products` empty: closed. */
export function DeleteDialog({ products, onClose, onDeleted }: Props) {
  return (
    <Dialog open={products.length > 0} onClose={onClose} title={`Delete ${titleOf(products)}?`}>
      {products.length > 0 && <DeleteQuestion {...{ products, onClose, onDeleted }} />}
    </Dialog>
  );
}

function DeleteQuestion({ products, onClose, onDeleted }: Props) {
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
    <Question
      {...{ error, isPending, onClose }}
      answered={data !== undefined}
      verb="Delete"
      busy="Deleting…"
      look="danger"
      onConfirm={() => void confirm()}
    >
      <p>
        The product is removed from the shop at once. Its open orders are refunded. This cannot be undone.
      </p>
      {products.length > 1 && <NameList products={products} />}
      {isPending && products.length > 1 && (
        <ProgressBar label="Deleting" value={done} max={products.length} />
      )}
      {failed.length > 0 && (
        <Notice tone="bad" alert>
          {failed.length} of {products.length} could not be deleted: {failed[0]?.why}
        </Notice>
      )}
    </Question>
  );
}
