import {
  createEventHub,
  type Message,
  type Connection,
  type StreamState,
  type Subscription,
} from "./event-hub";

type Options = Omit<Subscription, "id"> & {
  onEvent: (event: string, data: unknown) => void;
  onState: (state: StreamState) => void;
};

const repeatEvery = 15_000;

const open = new Map<number, Options>();
let lastId = 0;
let connection: Pick<Connection, "subscribe"> | undefined;
let posted = false;

/**
 * Receives the events of `path` through one hub for all pages of this browser. A hidden or offline page unsubscribes; a
 * new stream starts with the current state, so no event is missed.
 */
export function openEventStream(options: Options): () => void {
  const id = ++lastId;
  open.set(id, options);
  sync();
  return () => {
    open.delete(id);
    sync();
  };
}

/** Batches the changes of one turn, so that replacing a stream is one message. */
function sync() {
  if (posted) return;
  posted = true;
  queueMicrotask(() => {
    posted = false;
    const listens = !document.hidden && navigator.onLine;
    const subscriptions = [...open].map(([id, { path, ids, events }]): Subscription => ({
      id,
      path,
      ids,
      events,
    }));
    if (!connection && subscriptions.length > 0) connection = connect();
    connection?.subscribe(listens ? subscriptions : []);
    if (!navigator.onLine) for (const { onState } of open.values()) onState("reconnecting");
  });
}

/** Of the shared worker; where there is none, of a hub of this page alone. */
function connect(): Pick<Connection, "subscribe"> {
  for (const name of ["online", "offline"]) window.addEventListener(name, sync);
  document.addEventListener("visibilitychange", sync);
  const hubOfThisPage = () => createEventHub().connect(dispatch);
  if (typeof SharedWorker === "undefined") return hubOfThisPage();
  const worker = new SharedWorker(new URL("./event-hub.worker.ts", import.meta.url), { type: "module" });
  worker.onerror = () => {
    connection = hubOfThisPage();
    sync();
  };
  worker.port.onmessage = ({ data }: MessageEvent<Message>) => dispatch(data);
  setInterval(sync, repeatEvery);
  return { subscribe: (subscriptions) => worker.port.postMessage(subscriptions) };
}

function dispatch(message: Message) {
  const listener = open.get(message.id);
  if ("state" in message) listener?.onState(message.state);
  else listener?.onEvent(message.event, message.data);
}
