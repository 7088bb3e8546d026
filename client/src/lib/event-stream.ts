/** connecting: never heard of it yet. reconnecting: it was there, or should be, and is not. */
export type StreamState = "connecting" | "live" | "reconnecting";

type Options = {
  url: string;
  /** Event name to listener; the data is JSON. */
  on: Record<string, (data: unknown) => void>;
  onState: (state: StreamState) => void;
};

const firstDelay = 1_000;
const longestDelay = 15_000;

/**
 * An EventSource that does not give up. The browser's own stops for good when the answer is not 200 (a gateway whose
 * service is down answers 502) and does not notice that the network is gone. A hidden tab holds no connection: HTTP/1.1
 * allows six a host, and every stream starts with the current state, so nothing is missed.
 */
export function openEventStream({ url, on, onState }: Options): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delay = firstDelay;

  function drop() {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  }

  function retryLater() {
    drop();
    onState("reconnecting");
    timer = setTimeout(connect, delay * (0.75 + Math.random() / 2));
    delay = Math.min(delay * 2, longestDelay);
  }

  function connect() {
    drop();
    if (document.hidden) return;
    if (!navigator.onLine) return onState("reconnecting");
    source = new EventSource(url);
    source.onopen = () => {
      delay = firstDelay;
      onState("live");
    };
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED) retryLater();
      else onState("reconnecting");
    };
    for (const [name, listener] of Object.entries(on)) {
      source.addEventListener(name, (event) => listener(JSON.parse((event as MessageEvent<string>).data)));
    }
  }

  const onOffline = () => {
    drop();
    onState("reconnecting");
  };
  window.addEventListener("online", connect);
  window.addEventListener("offline", onOffline);
  document.addEventListener("visibilitychange", connect);
  connect();

  return () => {
    drop();
    window.removeEventListener("online", connect);
    window.removeEventListener("offline", onOffline);
    document.removeEventListener("visibilitychange", connect);
  };
}
