import { expect, test } from "vitest";
import { keptTexts } from "./storage";

class FakeStorage {
  [key: string]: unknown;
  getItem(key: string) {
    return (this[key] as string | undefined) ?? null;
  }
  setItem(key: string, text: string) {
    this[key] = text;
  }
  removeItem(key: string) {
    delete this[key];
  }
}

test("a browser that allows it keeps what is written", () => {
  const browser = new FakeStorage();
  const kept = keptTexts(() => browser as unknown as Storage);
  kept.setItem("a", "1");
  expect(browser.getItem("a")).toBe("1");
  expect(kept.keys()).toEqual(["a"]);
});

test("a browser that refuses storage keeps it for the visit", () => {
  const kept = keptTexts(() => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  });
  kept.setItem("a", "1");
  expect(kept.getItem("a")).toBe("1");
  expect(kept.keys()).toEqual(["a"]);
  kept.removeItem("a");
  expect(kept.getItem("a")).toBeNull();
});

test("a value that does not fit into storage is still returned", () => {
  const browser = new FakeStorage();
  const kept = keptTexts(() => browser as unknown as Storage);
  kept.setItem("a", "old");
  browser.setItem = () => {
    throw new DOMException("Full.", "QuotaExceededError");
  };
  kept.setItem("a", "new");
  expect(kept.getItem("a")).toBe("new");
});
