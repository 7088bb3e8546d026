import { describe, expect, test } from "vitest";
import { adminHome, nextPage } from "./next-page";

describe("the page after signing in", () => {
  test("is the intended page with its parameters", () => {
    expect(nextPage("/admin/orders?status=pending#list")).toBe("/admin/orders?status=pending#list");
  });

  test.each([
    "//evil.example/admin/",
    "https://evil.example/admin/x",
    "javascript:alert(1)",
    "/",
    "/admin/sign-in",
    "/admin/../x",
    7,
    undefined,
  ])("is the admin's first when the address says %s", (wanted) => expect(nextPage(wanted)).toBe(adminHome));
});
