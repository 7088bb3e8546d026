import { openStream, type Stream } from "./stream";

/** connecting: no stream yet, or none left to have. reconnecting: it was there, or should be, and is not. */
export type StreamState = "connecting" | "live" | "reconnecting";

/** A subscription: all events of `path`, or those of `ids`. `id` is chosen by the page. */
export type Subscription = { id: number; path: string; ids?: readonly string[]; events: readonly string[] };

export type Message = { id: number } & ({ event: string; data: unknown } | { state: StreamState });

/** One page. Each call of `subscribe` replaces all its subscriptions. */
export type Connection = {
  subscribe: (subscriptions: readonly Subscription[]) => void;
  disconnect: () => void;
};

const mostStreams = 4; // HTTP/1.1 allows six connections to a host: two are left for requests
const mostIds = 100; // that the services watch in one stream

type Client = {
  subscriptions: readonly Subscription[];
  known: Map<number, StreamState>;
  notify: (message: Message) => void;
};
type Last = { event: string; data: unknown };
type SharedStream = {
  path: string;
  ids: ReadonlySet<string>;
  state: StreamState;
  /** The last event of each id, for pages that come later. */
  last: Map<string, Last>;
  source: Stream;
};

const whole = "";
const idsOf = ({ ids }: Subscription): readonly string[] => ids ?? [whole];

/** The streams of all pages of this browser: pages that watch the same share one, and there are never more than a few. */
export function createEventHub(Source = EventSource) {
  const clients = new Set<Client>();
  let streams: SharedStream[] = [];

  function connect(notify: Client["notify"]): Connection {
    const client: Client = { subscriptions: [], known: new Map(), notify };
    clients.add(client);
    function subscribe(subscriptions: readonly Subscription[]) {
      const before = new Map(client.subscriptions.map((one) => [one.id, new Set(idsOf(one))]));
      client.subscriptions = subscriptions;
      for (const id of client.known.keys())
        if (!subscriptions.some((one) => one.id === id)) client.known.delete(id);
      plan();
      for (const one of subscriptions) repeat(client, one, before.get(one.id) ?? new Set());
      notifyStates();
    }
    return {
      subscribe,
      disconnect: () => {
        clients.delete(client);
        plan();
      },
    };
  }

  /** Opens missing streams and closes unused ones. */
  function plan() {
    const subscriptions = [...clients].flatMap((client) => client.subscriptions);
    const paths = [...new Set(subscriptions.map((subscription) => subscription.path))];
    const needed = paths
      .flatMap((path) => setsOf(path, subscriptions).map((ids) => ({ path, ids })))
      .slice(0, mostStreams);
    const kept = streams.filter((stream) =>
      needed.some(({ path, ids }) => path === stream.path && ids === stream.ids),
    );
    for (const stream of streams) if (!kept.includes(stream)) stream.source.close();
    streams = kept;
    for (const { path, ids } of needed) {
      if (!kept.some((stream) => stream.path === path && stream.ids === ids)) {
        streams.push(
          open(path, ids, subscriptions.find((subscription) => subscription.path === path)?.events ?? []),
        );
      }
    }
  }

  /** The ids of each stream of a path. While those that are open hold all that is wanted, they stay. */
  function setsOf(path: string, subscriptions: readonly Subscription[]): ReadonlySet<string>[] {
    const ids = [
      ...new Set(subscriptions.filter((subscription) => subscription.path === path).flatMap(idsOf)),
    ];
    const there = streams.filter((stream) => stream.path === path && ids.some((id) => stream.ids.has(id)));
    if (ids.every((id) => there.some((stream) => stream.ids.has(id))))
      return there.map((stream) => stream.ids);
    const sets: Set<string>[] = [];
    for (let from = 0; from < ids.length; from += mostIds)
      sets.push(new Set(ids.slice(from, from + mostIds)));
    return sets;
  }

  function open(path: string, ids: ReadonlySet<string>, events: readonly string[]): SharedStream {
    const url = ids.has(whole) ? path : `${path}?ids=${[...ids].join(",")}`;
    const onState = (state: StreamState) => {
      stream.state = state;
      notifyStates();
    };
    const onEvent = (event: string, data: unknown) => {
      const id = ids.has(whole) ? whole : (data as { id: string }).id;
      stream.last.set(id, { event, data });
      for (const { subscriptions, notify } of clients)
        for (const subscription of subscriptions)
          if (subscription.path === path && idsOf(subscription).includes(id))
            notify({ id: subscription.id, event, data });
    };
    const stream: SharedStream = {
      path,
      ids,
      state: "connecting",
      last: new Map(),
      source: { close: () => {} },
    };
    stream.source = openStream(url, events, { onEvent, onState }, Source);
    return stream;
  }

  /** A new stream starts with the present state. A page that joins a stream of others gets the last events instead. */
  function repeat({ notify }: Client, subscription: Subscription, before: ReadonlySet<string>) {
    for (const id of idsOf(subscription)) {
      const stream = streamOf(subscription, id);
      const last = stream?.state === "live" && !before.has(id) && stream.last.get(id);
      if (last) notify({ id: subscription.id, ...last });
    }
  }

  const streamOf = ({ path }: Subscription, id: string) =>
    streams.find((stream) => stream.path === path && stream.ids.has(id));

  function notifyStates() {
    for (const { subscriptions, known, notify } of clients) {
      for (const subscription of subscriptions) {
        const state = stateOf(subscription);
        if (state === undefined || known.get(subscription.id) === state) continue;
        known.set(subscription.id, state);
        notify({ id: subscription.id, state });
      }
    }
  }

  /** undefined: as it was, for a stream that takes the place of another is open in a moment. */
  function stateOf(subscription: Subscription): StreamState | undefined {
    const states = idsOf(subscription).map((id) => streamOf(subscription, id)?.state);
    if (states.includes(undefined)) return "connecting";
    if (states.includes("reconnecting")) return "reconnecting";
    return states.includes("connecting") ? undefined : "live";
  }

  return { connect };
}
