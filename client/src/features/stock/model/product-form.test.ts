import { afterEach, describe, expect, test, vi } from "vitest";
import type { Product } from "@/lib/api-client";
import { useCurrency } from "@/lib/money";
import { noTerms } from "@/testing/product";
import { changesOf } from "./changes";
import { readForm, textOf, type FormText } from "./product-form";

useCurrency.setState({ currency: "USD" });

const lamp: Product = {
  id: "01J00000000000000000000001",
  name: "Lamp",
  price: 20,
  quantity: 5,
  available: 5,
  description: "",
  image: "",
  images: [],
  sku: "",
  ...noTerms,
  version: 1,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
};

/** What an edit of these fields of the form writes. */
function edited(base: Product, typed: Partial<FormText>) {
  const read = readForm({ ...textOf(base), ...typed }, base);
  return "values" in read ? changesOf(base, read.values) : read;
}

afterEach(() => vi.unstubAllEnvs());

describe("a start in the hour that autumn repeats", () => {
  const first = "2026-10-25T00:30:00.000Z";
  const second = "2026-10-25T01:30:00.000Z";

  test.each([first, second])("stays at %s when another field is edited", (start) => {
    vi.stubEnv("TZ", "Europe/Berlin");
    const base = { ...lamp, sale_starts_at: start };
    expect(textOf(base).sale_starts_at).toBe("2026-10-25T02:30");
    expect(edited(base, { name: "Lantern" })).toEqual({ name: "Lantern" });
  });

  test("is moved by an edit of its own", () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    const base = { ...lamp, sale_starts_at: second };
    expect(edited(base, { sale_starts_at: "2026-10-25T04:30" })).toEqual({
      sale_starts_at: "2026-10-25T03:30:00.000Z",
    });
  });
});

test("the end is compared with the start as a time, not as a text", () => {
  const base = { ...lamp, sale_starts_at: "2026-11-27T18:00:00Z" };
  const start = textOf(base).sale_starts_at;
  expect(edited(base, { sale_ends_at: start })).toEqual({
    errors: { sale_ends_at: "The sale ends after it starts." },
  });
  expect(edited(base, { sale_ends_at: `${start}:00.500` })).toEqual({
    sale_ends_at: "2026-11-27T18:00:00.500Z",
  });
});

test("a day that is not in the calendar is refused at its field", () => {
  expect(edited(lamp, { sale_starts_at: "2026-02-31T10:00" })).toMatchObject({
    errors: { sale_starts_at: expect.stringMatching(/^There is no such time/) as string },
  });
});
