import { openStream, type Stream } from "./stream";

/** connecting: no stream yet, or none left to have. reconnecting: it was there, or should be, and is not. */
export type StreamState = "connecting" | "live" | "reconnecting";

/** What a page wants to hear: all of `path`, or, with `ids`, what happens to these. `id` is the page's own number for it. */
export type Want = { id: number; path: string; ids?: readonly string[]; events: readonly string[] };

export type News = { id: number } & ({ event: string; data: unknown } | { state: StreamState });

/** One page. Each call of `want` says all that it wants. */
export type Seat = { want: (wants: readonly Want[]) => void; leave: () => void };

const mostStreams = 4; // HTTP/1.1 allows six connections to a host: two are left for requests
const mostIds = 100; // that the services watch in one stream

type Member = { wants: readonly Want[]; known: Map<number, StreamState>; notify: (news: News) => void };
type Last = { event: string; data: unknown };
type Line = {
  path: string;
  ids: ReadonlySet<string>;
  state: StreamState;
  /** The last event of each id, for pages that come later. */
  last: Map<string, Last>;
  stream: Stream;
};

const whole = "";
const idsOf = ({ ids }: Want): readonly string[] => ids ?? [whole];

/** The streams of all pages of this browser: pages that watch the same share one, and there are never more than a few. */
export function createEventHub(Source = EventSource) {
  const members = new Set<Member>();
  let lines: Line[] = [];

  function join(notify: Member["notify"]): Seat {
    const member: Member = { wants: [], known: new Map(), notify };
    members.add(member);
    function want(wants: readonly Want[]) {
      const before = new Map(member.wants.map((one) => [one.id, new Set(idsOf(one))]));
      member.wants = wants;
      for (const id of member.known.keys()) if (!wants.some((one) => one.id === id)) member.known.delete(id);
      plan();
      for (const one of wants) repeat(member, one, before.get(one.id) ?? new Set());
      notifyStates();
    }
    return {
      want,
      leave: () => {
        members.delete(member);
        plan();
      },
    };
  }

  /** Opens the streams that are missing and closes those that nobody needs any more. */
  function plan() {
    const wants = [...members].flatMap((member) => member.wants);
    const paths = [...new Set(wants.map((want) => want.path))];
    const needed = paths
      .flatMap((path) => setsOf(path, wants).map((ids) => ({ path, ids })))
      .slice(0, mostStreams);
    const kept = lines.filter((line) =>
      needed.some(({ path, ids }) => path === line.path && ids === line.ids),
    );
    for (const line of lines) if (!kept.includes(line)) line.stream.close();
    lines = kept;
    for (const { path, ids } of needed) {
      if (!kept.some((line) => line.path === path && line.ids === ids)) {
        lines.push(open(path, ids, wants.find((want) => want.path === path)?.events ?? []));
      }
    }
  }

  /** The ids of each stream of a path. While those that are open hold all that is wanted, they stay. */
  function setsOf(path: string, wants: readonly Want[]): ReadonlySet<string>[] {
    const ids = [...new Set(wants.filter((want) => want.path === path).flatMap(idsOf))];
    const there = lines.filter((line) => line.path === path && ids.some((id) => line.ids.has(id)));
    if (ids.every((id) => there.some((line) => line.ids.has(id)))) return there.map((line) => line.ids);
    const sets: Set<string>[] = [];
    for (let from = 0; from < ids.length; from += mostIds)
      sets.push(new Set(ids.slice(from, from + mostIds)));
    return sets;
  }

  function open(path: string, ids: ReadonlySet<string>, events: readonly string[]): Line {
    const url = ids.has(whole) ? path : `${path}?ids=${[...ids].join(",")}`;
    const onState = (state: StreamState) => {
      line.state = state;
      notifyStates();
    };
    const onEvent = (event: string, data: unknown) => {
      const id = ids.has(whole) ? whole : (data as { id: string }).id;
      line.last.set(id, { event, data });
      for (const { wants, notify } of members)
        for (const want of wants)
          if (want.path === path && idsOf(want).includes(id)) notify({ id: want.id, event, data });
    };
    const line: Line = { path, ids, state: "connecting", last: new Map(), stream: { close: () => {} } };
    line.stream = openStream(url, events, { onEvent, onState }, Source);
    return line;
  }

  /** A new stream starts with the present state. A page that joins a stream of others gets the last events instead. */
  function repeat({ notify }: Member, want: Want, before: ReadonlySet<string>) {
    for (const id of idsOf(want)) {
      const line = lineOf(want, id);
      const last = line?.state === "live" && !before.has(id) && line.last.get(id);
      if (last) notify({ id: want.id, ...last });
    }
  }

  const lineOf = ({ path }: Want, id: string) => lines.find((line) => line.path === path && line.ids.has(id));

  function notifyStates() {
    for (const { wants, known, notify } of members) {
      for (const want of wants) {
        const state = stateOf(want);
        if (state === undefined || known.get(want.id) === state) continue;
        known.set(want.id, state);
        notify({ id: want.id, state });
      }
    }
  }

  /** undefined: as it was, for a stream that takes the place of another is open in a moment. */
  function stateOf(want: Want): StreamState | undefined {
    const states = idsOf(want).map((id) => lineOf(want, id)?.state);
    if (states.includes(undefined)) return "connecting";
    if (states.includes("reconnecting")) return "reconnecting";
    return states.includes("connecting") ? undefined : "live";
  }

  return { join };
}
