import { useEffect, useEffectEvent, useState } from "react";
import type { StreamState } from "./event-hub";
import { openEventStream } from "./event-stream";

/** `path` undefined: no stream. `ids`: the parts of it that matter here. */
export function useEventStream(
  path: string | undefined,
  events: readonly string[],
  receive: (event: string, data: unknown) => void,
  ids?: readonly string[],
): StreamState {
  const [state, setState] = useState<StreamState>("connecting");
  const onEvent = useEffectEvent(receive);
  const names = events.join(" ");
  const parts = ids?.join(" ");

  useEffect(() => {
    if (!path) return;
    return openEventStream({
      path,
      ids: parts?.split(" "),
      events: names.split(" "),
      onEvent: (event, data) => onEvent(event, data),
      onState: setState,
    });
  }, [path, parts, names]);

  return state;
}
