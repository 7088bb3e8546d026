import { createEventHub, type Seat, type Want } from "./event-hub";

/** Pages repeat what they want. One that is silent this long has crashed or is frozen; its next message takes a new seat. */
const patience = 45_000;

const hub = createEventHub();

function seat(port: MessagePort) {
  let own: Seat | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  port.onmessage = ({ data }: MessageEvent<readonly Want[]>) => {
    own ??= hub.join((news) => port.postMessage(news));
    own.want(data);
    clearTimeout(timer);
    timer = setTimeout(() => {
      own?.leave();
      own = undefined;
    }, patience);
  };
}

// The types of a page are loaded, which do not know a shared worker's own.
addEventListener("connect", (event) => {
  for (const port of (event as MessageEvent).ports) seat(port);
});
