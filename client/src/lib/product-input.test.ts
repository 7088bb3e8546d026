import { describe, expect, test } from "vitest";
import { readImage, readName, readPrice, readStock } from "./product-input";

describe("a price", () => {
  test.each([
    ["20", 20],
    [" $1,250.5 ", 1250.5],
    ["0.10", 0.1],
    ["3.500", 3.5],
    ["1000000", 1_000_000],
  ])("%s is read", (text, value) => expect(readPrice(text)).toEqual({ ok: true, value }));

  test.each(["", "-1", "1,5", "12,34", "1.234", "abc", "1e3", "1000000.01", "NaN"])("%s is refused", (text) =>
    expect(readPrice(text).ok).toBe(false),
  );
});

describe("a quantity", () => {
  test.each([
    ["0", 0],
    ["1,200", 1200],
    ["1000000000", 1_000_000_000],
  ])("%s is read", (text, value) => expect(readStock(text)).toEqual({ ok: true, value }));

  test.each(["", "-1", "1.5", "1000000001", "ten"])("%s is refused", (text) =>
    expect(readStock(text).ok).toBe(false),
  );
});

test("a name has 1 to 200 characters", () => {
  expect(readName("  ").ok).toBe(false);
  expect(readName("x".repeat(200)).ok).toBe(true);
  expect(readName("x".repeat(201)).ok).toBe(false);
});

test("an image is on the web or a path here, never another scheme", () => {
  expect(readImage("").ok).toBe(true);
  expect(readImage("/images/a.webp").ok).toBe(true);
  expect(readImage("https://cdn.example/a.webp").ok).toBe(true);
  expect(readImage("//cdn.example/a.webp").ok).toBe(false);
  expect(readImage("javascript:alert(1)").ok).toBe(false);
});
