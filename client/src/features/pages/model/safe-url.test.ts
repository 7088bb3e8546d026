import { expect, test } from "vitest";
import { safeUrl } from "./safe-url";

test.each([
  "https://a.example/x?y=1#z",
  "http://a.example",
  "HTTPS://A.EXAMPLE",
  "mailto:shop@a.example",
  "tel:+441234567",
  "/products/1",
  "privacy",
  "#part",
  "//a.example/x",
])("%s is a link", (url) => {
  expect(safeUrl(url)).toBe(url);
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "java\nscript:alert(1)",
  "java\tscript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "blob:https://shop.example/1",
  "file:///etc/passwd",
  "view-source:https://a.example",
  "intent://x",
  "http://[",
])("%j is no link", (url) => {
  expect(safeUrl(url)).toBeUndefined();
});
