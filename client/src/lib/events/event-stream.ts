import { createEventHub, type News, type Seat, type StreamState, type Want } from "./event-hub";

type Options = Omit<Want, "id"> & {
  onEvent: (event: string, data: unknown) => void;
  onState: (state: StreamState) => void;
};

const repeatEvery = 15_000;

const open = new Map<number, Options>();
let lastId = 0;
let seat: Pick<Seat, "want"> | undefined;
let posted = false;

/**
 * Hears what the services say about `path`, through one hub for all pages of this browser. A page that is hidden or offline
 * wants nothing; a stream starts with the present state, so nothing is missed.
 */
export function openEventStream(options: Options): () => void {
  const id = ++lastId;
  open.set(id, options);
  restate();
  return () => {
    open.delete(id);
    restate();
  };
}

/** After everything that the page does at once, so that one stream in place of another is one change. */
function restate() {
  if (posted) return;
  posted = true;
  queueMicrotask(() => {
    posted = false;
    const listens = !document.hidden && navigator.onLine;
    const wants = [...open].map(([id, { path, ids, events }]): Want => ({ id, path, ids, events }));
    if (!seat && wants.length > 0) seat = takeSeat();
    seat?.want(listens ? wants : []);
    if (!navigator.onLine) for (const { onState } of open.values()) onState("reconnecting");
  });
}

/** Of the shared worker; where there is none, of a hub of this page alone. */
function takeSeat(): Pick<Seat, "want"> {
  for (const name of ["online", "offline"]) window.addEventListener(name, restate);
  document.addEventListener("visibilitychange", restate);
  const hubOfThisPage = () => createEventHub().join(hear);
  if (typeof SharedWorker === "undefined") return hubOfThisPage();
  const worker = new SharedWorker(new URL("./event-hub.worker.ts", import.meta.url), { type: "module" });
  worker.onerror = () => {
    seat = hubOfThisPage();
    restate();
  };
  worker.port.onmessage = ({ data }: MessageEvent<News>) => hear(data);
  setInterval(restate, repeatEvery);
  return { want: (wants) => worker.port.postMessage(wants) };
}

function hear(news: News) {
  const listener = open.get(news.id);
  if ("state" in news) listener?.onState(news.state);
  else listener?.onEvent(news.event, news.data);
}
