import { useEffect, useEffectEvent, useState } from "react";
import { openEventStream, type StreamState } from "./event-stream";

/** One stream a tab: a page that uses this uses it once. `url` undefined: no stream. */
export function useEventStream(
  url: string | undefined,
  events: readonly string[],
  receive: (event: string, data: unknown) => void,
): StreamState {
  const [state, setState] = useState<StreamState>("connecting");
  const onEvent = useEffectEvent(receive);
  const names = events.join(" ");

  useEffect(() => {
    if (!url) return;
    const on = Object.fromEntries(
      names.split(" ").map((name) => [name, (data: unknown) => onEvent(name, data)]),
    );
    return openEventStream({ url, on, onState: setState });
  }, [url, names]);

  return state;
}
