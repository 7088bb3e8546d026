import { expect, test } from "vitest";
import { nextPage } from "./next-page";

test("a page of the shop is next", () => {
  expect(nextPage("/checkout")).toBe("/checkout");
  expect(nextPage("/products/1?q=a#b")).toBe("/products/1?q=a#b");
});

test("anything else leads to the orders", () => {
  for (const wanted of [
    undefined,
    1,
    "https://evil.example/",
    "//evil.example",
    "/.//evil.example",
    "/a/..//evil.example/x",
    "/%2e//evil.example",
    "/\\evil.example",
    "/sign-in",
    "/admin/orders",
    "http://[",
    "javascript:alert(1)",
  ])
    expect(nextPage(wanted), String(wanted)).toBe("/orders");
});
