import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Edit, EditConflict } from "../api/edit-product";
import { differences, fieldNames, showField, type Difference, type EditableField } from "../model/changes";

type Props = { conflict: EditConflict | undefined; onSave: (edit: Edit) => void; onClose: () => void };

/** Two people edited the same product: what it was, what it is now, and what we wanted. */
export function ConflictDialog({ conflict, onSave, onClose }: Props) {
  return (
    <Dialog open={conflict !== undefined} onClose={onClose} title="Somebody else was faster">
      {conflict && (
        <div className="overflow-y-auto p-6">
          <p>
            “{conflict.current.name}” was changed while you edited it. Nothing of yours has been saved yet.
          </p>
          <dl className="mt-4 flex flex-col gap-3">
            {[...differences(conflict.base, conflict.current, conflict.mine), ...ownOnly(conflict)].map(
              (difference) => (
                <DifferenceRow key={difference.field} {...difference} />
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

/** What we wanted to change and nobody else did. */
function ownOnly({ base, current, mine }: EditConflict): Difference[] {
  return (Object.keys(mine) as EditableField[])
    .filter((field) => base[field] === current[field])
    .map((field) => {
      const now = showField(field, current[field]);
      return { field, before: now, now, mine: showField(field, mine[field] ?? "") };
    });
}

function DifferenceRow({ field, before, now, mine }: Difference) {
  return (
    <div className="rounded-md bg-sunken px-4 py-3 text-sm">
      <dt className="font-semibold">{fieldNames[field]}</dt>
      <dd className="mt-1 grid gap-x-4 gap-y-1 sm:grid-cols-3">
        <Version name="You saw" value={before} />
        <Version name="Now" value={now} className={before === now ? undefined : "text-warn"} />
        <Version name="Yours" value={mine ?? "unchanged"} className={mine ? "text-accent" : "text-muted"} />
      </dd>
    </div>
  );
}

function Version({ name, value, className = "" }: { name: string; value: string; className?: string }) {
  return (
    <span className="flex gap-2 sm:flex-col sm:gap-0">
      <span className="w-16 shrink-0 text-muted">{name}</span>
      <span className={`line-clamp-4 font-medium tabular-nums ${className}`}>{value}</span>
    </span>
  );
}
