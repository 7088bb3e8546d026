import { createEventHub, type Connection, type Subscription } from "./event-hub";

/** Pages repeat their subscriptions. A page silent for this long has crashed or is frozen; its next message joins again. */
const patience = 45_000;

const hub = createEventHub();

function connection(port: MessagePort) {
  let own: Connection | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  port.onmessage = ({ data }: MessageEvent<readonly Subscription[]>) => {
    own ??= hub.connect((message) => port.postMessage(message));
    own.subscribe(data);
    clearTimeout(timer);
    timer = setTimeout(() => {
      own?.disconnect();
      own = undefined;
    }, patience);
  };
}

// The types of a page are loaded, which do not know a shared worker's own.
addEventListener("connect", (event) => {
  for (const port of (event as MessageEvent).ports) connection(port);
});
