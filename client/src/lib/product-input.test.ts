import { afterEach, describe, expect, test, vi } from "vitest";
import {
  readDescription,
  readImage,
  readLimit,
  readName,
  readPrice,
  readSaleTime,
  readState,
  readStock,
  writeSaleTime,
} from "./product-input";
import { useCurrency } from "./money";

afterEach(() => vi.unstubAllEnvs());

describe("a price", () => {
  test.each([
    ["20", 20],
    [" $1,250.50 ", 1250.5],
    ["0.10", 0.1],
    ["12,50", 12.5],
    ["1.299,00", 1299],
    ["1000000", 1_000_000],
  ])("%s is read", (text, value) => expect(readPrice(text)).toEqual({ ok: true, value }));

  test.each(["", "-1", "12,345.678", "abc", "1e3", "1000000.01", "NaN", "000"])("%s is refused", (text) =>
    expect(readPrice(text).ok).toBe(false),
  );

  test("that has two readings is not guessed", () => {
    expect(readPrice("1,500")).toEqual({
      ok: false,
      why: "“1,500” can be read in two ways. Write 1500 or 1.50.",
    });
    expect(readPrice("1,234")).toEqual({ ok: false, why: "“1,234” can be read in two ways. Write 1234." });
  });

  test("below one is never thousands", () => {
    expect(readPrice("0,999")).toEqual({ ok: false, why: "A price has at most two decimals." });
    expect(readPrice("0,999", 3)).toEqual({ ok: true, value: 0.999 });
  });

  test("with a decimal too many is never advised to be a thousand times as much", () => {
    const fine = { ok: false, why: "A price has at most two decimals." };
    expect(readPrice("4.505")).toEqual(fine);
    expect(readPrice("$12.345")).toEqual(fine);
    expect(readPrice("1.500")).toEqual({
      ok: false,
      why: "“1.500” can be read in two ways. Write 1.50 or 1500.",
    });
    expect(readPrice("4.505", 0)).toEqual({ ok: false, why: "A price has no decimals in this currency." });
  });

  test("has the decimals of the shop's currency", () => {
    expect(readPrice("1.500", 3)).toEqual({ ok: true, value: 1.5 });
    expect(readPrice("1,500", 0)).toEqual({ ok: false, why: "“1,500” can be read in two ways. Write 1500." });
    expect(readPrice("12.5", 0)).toEqual({ ok: false, why: "A price has no decimals in this currency." });
  });
});

describe("a quantity", () => {
  test.each([
    ["0", 0],
    ["1 200", 1200],
    ["12.00", 12],
    ["1000000000", 1_000_000_000],
  ])("%s is read", (text, value) => expect(readStock(text)).toEqual({ ok: true, value }));

  test.each(["", "-1", "1.5", "12,5", "0,999", "1000000001", "ten", "10 - 12"])("%s is refused", (text) =>
    expect(readStock(text).ok).toBe(false),
  );

  test("that has two readings is not guessed", () =>
    expect(readStock("1,500")).toEqual({
      ok: false,
      why: "“1,500” can be read in two ways. Write 1500.",
    }));
});

test("a name has 1 to 200 characters, and an emoji is one", () => {
  expect(readName("  ").ok).toBe(false);
  expect(readName("x".repeat(200)).ok).toBe(true);
  expect(readName("🎁".repeat(200)).ok).toBe(true);
  expect(readName("x".repeat(201)).ok).toBe(false);
  expect(readDescription("🎁".repeat(5_000)).ok).toBe(true);
});

test("an image is on the web or a path here, never another scheme", () => {
  expect(readImage("").ok).toBe(true);
  expect(readImage("/images/a.webp").ok).toBe(true);
  expect(readImage("https://cdn.example/a.webp").ok).toBe(true);
  expect(readImage("//cdn.example/a.webp").ok).toBe(false);
  expect(readImage("javascript:alert(1)").ok).toBe(false);
});

test("a price in another currency than the shop's is asked for in the shop's, and a stock has none", () => {
  useCurrency.setState({ currency: "USD" });
  expect(readPrice("$5")).toEqual({ ok: true, value: 5 });
  expect(readPrice("5 €")).toEqual({ ok: false, why: "Write it in USD." });
  expect(readStock("$5").ok).toBe(false);
});

describe("the terms of a sale", () => {
  test("a time is read with its offset, else in the time of this place, and written as it was", () => {
    expect(readSaleTime("2026-11-27T18:00+01:00")).toEqual({ ok: true, value: "2026-11-27T17:00:00.000Z" });
    expect(readSaleTime(" ")).toEqual({ ok: true, value: null });
    for (const text of ["2026-11-27T18:00", "2026-11-27T18:00:30", "2026-11-27T18:00:00.250"]) {
      const read = readSaleTime(text);
      expect(read.ok && writeSaleTime(read.value)).toBe(text);
    }
    for (const text of ["Friday", "2026-11-27", "2026-13-27 18:00"])
      expect(readSaleTime(text).ok).toBe(false);
  });

  test("a day that is not in the calendar is refused, not moved", () => {
    for (const text of [
      "2026-02-31T10:00",
      "2026-02-29 10:00:30",
      "2026-04-31T10:00Z",
      "2026-02-30T10:00+01:00",
    ])
      expect(readSaleTime(text), text).toMatchObject({
        ok: false,
        why: expect.stringMatching(/^There is no such time/) as string,
      });
    expect(readSaleTime("2028-02-29T10:00Z")).toEqual({ ok: true, value: "2028-02-29T10:00:00.000Z" });
  });

  test("a time that the clock leaps over is refused; with an offset there is none", () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    expect(readSaleTime("2026-03-29T02:30").ok).toBe(false);
    expect(readSaleTime("2026-03-29T03:30")).toEqual({ ok: true, value: "2026-03-29T01:30:00.000Z" });
    expect(readSaleTime("2026-03-29T02:30+01:00").ok).toBe(true);
  });

  test("a limit is at least one, and none when it is empty", () => {
    expect(readLimit("2")).toEqual({ ok: true, value: 2 });
    expect(readLimit("")).toEqual({ ok: true, value: null });
    for (const text of ["0", "-1", "1.5", "two", "1000001"]) expect(readLimit(text).ok).toBe(false);
  });

  test("a state is one of two words", () => {
    expect(readState(" Draft ")).toEqual({ ok: true, value: "draft" });
    expect(readState("hidden").ok).toBe(false);
  });
});
