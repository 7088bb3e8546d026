import type { StreamState } from "@/lib/events/event-hub";
import { Badge } from "./badge";

/** Shows whether the page is live. Empty during the first connection attempt. */
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
