import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createEventHub, type Message, type Subscription } from "./event-hub";

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeSource[] = [];
  static get open() {
    return FakeSource.all.filter((one) => one.readyState !== FakeSource.CLOSED);
  }
  readyState = 0;
  onopen?: () => void;
  onerror?: () => void;

  constructor(readonly url: string) {
    super();
    FakeSource.all.push(this);
  }
  answer() {
    this.readyState = 1;
    this.onopen?.();
  }
  emit(name: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
  close() {
    this.readyState = FakeSource.CLOSED;
  }
}

beforeEach(() => {
  FakeSource.all = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const products = (...ids: string[]): Subscription => ({ id: 1, path: "/events", ids, events: ["product"] });
const order = (pk: string): Subscription => ({ id: 2, path: `/orders/${pk}`, events: ["order"] });

function start() {
  const hub = createEventHub(FakeSource as unknown as typeof EventSource);
  return () => {
    const received: Message[] = [];
    return { received, ...hub.connect((message) => received.push(message)) };
  };
}

test("pages that watch the same products share a stream and receive only their own events", () => {
  const join = start();
  const [first, second] = [join(), join()];
  first.subscribe([products("a", "b")]);
  FakeSource.open[0]?.answer();
  second.subscribe([products("b")]);
  expect(FakeSource.open.map(({ url }) => url)).toEqual(["/events?ids=a,b"]);
  FakeSource.open[0]?.emit("product", { id: "a" });
  FakeSource.open[0]?.emit("product", { id: "b" });
  const live = { id: 1, state: "live" };
  const of = (id: string) => ({ id: 1, event: "product", data: { id } });
  expect(first.received).toEqual([live, of("a"), of("b")]);
  expect(second.received).toEqual([live, of("b")]);
});

test("a page that joins later receives the current state, once", () => {
  const join = start();
  join().subscribe([products("a")]);
  FakeSource.open[0]?.answer();
  FakeSource.open[0]?.emit("product", { id: "a", available: 3 });
  const late = join();
  late.subscribe([products("a")]);
  late.subscribe([products("a")]);
  expect(late.received.filter((message) => "event" in message)).toHaveLength(1);
});

test("a new product replaces the stream, and no page shows a reconnect", () => {
  const join = start();
  const [first, second] = [join(), join()];
  first.subscribe([products("a")]);
  FakeSource.open[0]?.answer();
  second.subscribe([products("b")]);
  expect(FakeSource.open.map(({ url }) => url)).toEqual(["/events?ids=a,b"]);
  FakeSource.open[0]?.answer();
  expect(first.received).toEqual([{ id: 1, state: "live" }]);
  second.disconnect();
  expect(FakeSource.open).toHaveLength(1);
  first.disconnect();
  expect(FakeSource.open).toHaveLength(0);
});

test("a stream holds at most a hundred products, and a browser at most four streams", () => {
  const join = start();
  const ids = Array.from({ length: 250 }, (_, index) => `p${index}`);
  const page = join();
  page.subscribe([products(...ids)]);
  expect(FakeSource.open.map(({ url }) => url.split(",").length)).toEqual([100, 100, 50]);
  const [last, late] = [join(), join()];
  last.subscribe([order("x")]);
  late.subscribe([order("y")]);
  expect(FakeSource.open).toHaveLength(4);
  FakeSource.open.forEach((source) => source.answer());
  expect(last.received).toEqual([{ id: 2, state: "live" }]);
  expect(late.received).toEqual([{ id: 2, state: "connecting" }]);
  last.disconnect();
  FakeSource.open.at(-1)?.answer();
  expect(late.received.at(-1)).toEqual({ id: 2, state: "live" });
});

test("a returning page receives its state again, and a failed stream is retried", () => {
  const page = start()();
  page.subscribe([order("x")]);
  FakeSource.open[0]?.answer();
  page.subscribe([]);
  expect(FakeSource.open).toHaveLength(0);
  page.subscribe([order("x")]);
  vi.advanceTimersByTime(5_000);
  expect(page.received.at(-1)).toEqual({ id: 2, state: "reconnecting" });
  vi.advanceTimersByTime(1_500);
  FakeSource.open[0]?.answer();
  expect(page.received.at(-1)).toEqual({ id: 2, state: "live" });
});
