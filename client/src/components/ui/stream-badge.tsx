import type { StreamState } from "@/lib/events/event-hub";
import { Badge } from "./badge";

/** Whether what is on the page moves by itself. Nothing while the first connection is made. */
export function StreamBadge({ state }: { state: StreamState }) {
  return (
    <span role="status" className="inline-flex min-h-6">
      {state === "live" && (
        <Badge tone="good">
          <span aria-hidden className="size-1.5 rounded-full bg-current" />
          Live
        </Badge>
      )}
      {state === "reconnecting" && <Badge tone="warn">Reconnecting…</Badge>}
    </span>
  );
}
