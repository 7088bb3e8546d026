import { expect, test } from "vitest";
import { refusalOf } from "./upload-check";

test("pictures of the four kinds are sent, and files without a type, which the service looks into", () => {
  for (const type of ["image/jpeg", "image/png", "image/webp", "image/avif", ""])
    expect(refusalOf({ size: 10 * 1024 * 1024, type })).toBeUndefined();
});

test("other kinds, too large and empty files are refused before they are sent", () => {
  expect(refusalOf({ size: 9, type: "image/svg+xml" })).toContain("not a JPEG");
  expect(refusalOf({ size: 9, type: "application/pdf" })).toContain("not a JPEG");
  expect(refusalOf({ size: 11 * 1024 * 1024, type: "image/png" })).toContain("11.0 MB");
  expect(refusalOf({ size: 0, type: "image/png" })).toContain("empty");
});
