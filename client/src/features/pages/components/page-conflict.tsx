import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { PageConflict } from "../api/save-page";

type Props = { conflict: PageConflict; onTheirs: () => void; onMine: () => void };

/** Two people edited the same page. Nothing is lost: both texts are on the screen. */
export function ConflictNotice({ conflict: { current }, onTheirs, onMine }: Props) {
  return (
    <Notice
      tone="warn"
      alert
      action={
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={onTheirs}>
            Take theirs
          </Button>
          <Button size="sm" look="primary" onClick={onMine}>
            Save mine
          </Button>
        </div>
      }
    >
      <p className="font-semibold">
        {current
          ? "Someone else changed this page while you edited it"
          : "Someone else deleted this page while you edited it"}
      </p>
      <p>Your text is not saved yet. It replaces theirs if you save it.</p>
      {current && (
        <details className="mt-2">
          <summary>Show their text</summary>
          <p dir="auto" className="mt-2 max-h-64 overflow-y-auto whitespace-pre-wrap">
            {current.text}
          </p>
        </details>
      )}
    </Notice>
  );
}
