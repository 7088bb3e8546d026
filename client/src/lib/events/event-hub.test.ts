import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createEventHub, type News, type Want } from "./event-hub";

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
  say(name: string, data: unknown) {
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

const products = (...ids: string[]): Want => ({ id: 1, path: "/events", ids, events: ["product"] });
const order = (pk: string): Want => ({ id: 2, path: `/orders/${pk}`, events: ["order"] });

function start() {
  const hub = createEventHub(FakeSource as unknown as typeof EventSource);
  return () => {
    const heard: News[] = [];
    return { heard, ...hub.join((news) => heard.push(news)) };
  };
}

test("pages that watch the same products share a stream, each hears of its own", () => {
  const join = start();
  const [first, second] = [join(), join()];
  first.want([products("a", "b")]);
  FakeSource.open[0]?.answer();
  second.want([products("b")]);
  expect(FakeSource.open.map(({ url }) => url)).toEqual(["/events?ids=a,b"]);
  FakeSource.open[0]?.say("product", { id: "a" });
  FakeSource.open[0]?.say("product", { id: "b" });
  const live = { id: 1, state: "live" };
  const of = (id: string) => ({ id: 1, event: "product", data: { id } });
  expect(first.heard).toEqual([live, of("a"), of("b")]);
  expect(second.heard).toEqual([live, of("b")]);
});

test("a page that comes later hears the present state, once", () => {
  const join = start();
  join().want([products("a")]);
  FakeSource.open[0]?.answer();
  FakeSource.open[0]?.say("product", { id: "a", available: 3 });
  const late = join();
  late.want([products("a")]);
  late.want([products("a")]);
  expect(late.heard.filter((news) => "event" in news)).toHaveLength(1);
});

test("what nobody watches yet takes another stream, and nobody is said to reconnect meanwhile", () => {
  const join = start();
  const [first, second] = [join(), join()];
  first.want([products("a")]);
  FakeSource.open[0]?.answer();
  second.want([products("b")]);
  expect(FakeSource.open.map(({ url }) => url)).toEqual(["/events?ids=a,b"]);
  FakeSource.open[0]?.answer();
  expect(first.heard).toEqual([{ id: 1, state: "live" }]);
  second.leave();
  expect(FakeSource.open).toHaveLength(1);
  first.leave();
  expect(FakeSource.open).toHaveLength(0);
});

test("a stream holds at most a hundred products, and a browser at most four streams", () => {
  const join = start();
  const ids = Array.from({ length: 250 }, (_, index) => `p${index}`);
  const page = join();
  page.want([products(...ids)]);
  expect(FakeSource.open.map(({ url }) => url.split(",").length)).toEqual([100, 100, 50]);
  const [last, late] = [join(), join()];
  last.want([order("x")]);
  late.want([order("y")]);
  expect(FakeSource.open).toHaveLength(4);
  FakeSource.open.forEach((source) => source.answer());
  expect(last.heard).toEqual([{ id: 2, state: "live" }]);
  expect(late.heard).toEqual([{ id: 2, state: "connecting" }]);
  last.leave();
  FakeSource.open.at(-1)?.answer();
  expect(late.heard.at(-1)).toEqual({ id: 2, state: "live" });
});

test("a page that comes back gets its state again, and a stream that does not open is tried again", () => {
  const page = start()();
  page.want([order("x")]);
  FakeSource.open[0]?.answer();
  page.want([]);
  expect(FakeSource.open).toHaveLength(0);
  page.want([order("x")]);
  vi.advanceTimersByTime(5_000);
  expect(page.heard.at(-1)).toEqual({ id: 2, state: "reconnecting" });
  vi.advanceTimersByTime(1_500);
  FakeSource.open[0]?.answer();
  expect(page.heard.at(-1)).toEqual({ id: 2, state: "live" });
});
