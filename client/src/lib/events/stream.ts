export type Stream = { close: () => void };

type Listener = {
  onEvent: (name: string, data: unknown) => void;
  onState: (state: "live" | "reconnecting") => void;
};

const firstDelay = 1_000;
const longestDelay = 15_000;
const openWithin = 5_000;

/**
 * An EventSource that does not give up. The browser's own stops for good when the answer is not 200 (a gateway whose
 * service is down answers 502), and waits for ever while all connections to the host are taken.
 */
export function openStream(
  url: string,
  events: readonly string[],
  { onEvent, onState }: Listener,
  Source = EventSource,
): Stream {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delay = firstDelay;

  function close() {
    clearTimeout(timer);
    source?.close();
  }

  function retryLater() {
    close();
    onState("reconnecting");
    timer = setTimeout(connect, delay * (0.75 + Math.random() / 2));
    delay = Math.min(delay * 2, longestDelay);
  }

  function connect() {
    source = new Source(url);
    timer = setTimeout(retryLater, openWithin);
    source.onopen = () => {
      clearTimeout(timer);
      delay = firstDelay;
      onState("live");
    };
    source.onerror = () => {
      if (source?.readyState === Source.CLOSED) retryLater();
      else onState("reconnecting");
    };
    for (const name of events) {
      source.addEventListener(name, (event) =>
        onEvent(name, JSON.parse((event as MessageEvent<string>).data)),
      );
    }
  }

  connect();
  return { close };
}
