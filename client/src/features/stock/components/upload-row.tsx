import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Uploading } from "../hooks/use-uploads";

type Props = { upload: Uploading; onRetry: () => void; onDismiss: () => void };

/** A file on its way, or why it failed. */
export function UploadRow({ upload: { file, sent, why, again }, onRetry, onDismiss }: Props) {
  if (why)
    return (
      <li>
        <Notice
          tone="bad"
          alert
          action={
            <span className="flex gap-2">
              {again && (
                <Button size="sm" onClick={onRetry} aria-label={`Try ${file.name} again`}>
                  Try again
                </Button>
              )}
              <Button size="sm" look="quiet" onClick={onDismiss} aria-label={`Dismiss ${file.name}`}>
                Dismiss
              </Button>
            </span>
          }
        >
          <strong dir="auto" className="wrap-anywhere">
            {file.name}
          </strong>{" "}
          <span>{why}</span>
        </Notice>
      </li>
    );
  return (
    <li className="flex flex-col gap-1.5 rounded-md bg-sunken px-4 py-3 text-sm">
      <span className="flex justify-between gap-3">
        <span dir="auto" className="truncate">
          {file.name}
        </span>
        <span className="shrink-0 text-muted">{stateOf(sent)}</span>
      </span>
      <ProgressBar label={`Upload of ${file.name}`} value={Math.round((sent ?? 0) * 100)} max={100} />
    </li>
  );
}

function stateOf(sent: number | undefined): string {
  if (sent === undefined) return "Waiting";
  return sent < 1 ? `${Math.round(sent * 100)} %` : "Preparing…";
}
