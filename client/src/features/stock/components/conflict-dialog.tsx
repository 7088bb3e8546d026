import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Versions, type Difference } from "@/components/ui/versions";
import { showField } from "@/lib/product-fields";
import type { Edit, EditConflict } from "../api/edit-product";
import { differences, type EditableField } from "../model/changes";

type Props = { conflict: EditConflict | undefined; onSave: (edit: Edit) => void; onClose: () => void };

/** Two people edited the same product. Shows each field as read, as it is now, and as edited here. */
export function ConflictDialog({ conflict, onSave, onClose }: Props) {
  return (
    <Dialog open={conflict !== undefined} onClose={onClose} title="Someone else changed this product">
      {conflict && (
        <div className="overflow-y-auto p-6">
          <p>“{conflict.current.name}” was changed while you edited it. Your changes are not saved yet.</p>
          <dl className="mt-4 flex flex-col gap-3">
            {[...differences(conflict.base, conflict.current, conflict.mine), ...ownOnly(conflict)].map(
              (difference) => (
                <Versions key={difference.field} {...difference} />
              ),
            )}
          </dl>
          <div className="mt-6 flex flex-wrap justify-end gap-2">
            <Button data-autofocus onClick={onClose}>
              Keep theirs
            </Button>
            <Button
              look="primary"
              onClick={() => {
                onClose();
                onSave({ base: conflict.current, changes: conflict.mine });
              }}
            >
              Save mine
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

/** Fields changed only here. */
function ownOnly({ base, current, mine }: EditConflict): Difference[] {
  return (Object.keys(mine) as EditableField[])
    .filter((field) => base[field] === current[field])
    .map((field) => {
      const now = showField(field, current[field]);
      return { field, before: now, now, mine: showField(field, mine[field] ?? null) };
    });
}
