import { expect, test } from "vitest";
import { ownImage } from "./image";

const origin = "https://shop.example";

test.each(["/images/lamp.webp", "https://shop.example/images/lamp.webp"])("%s lies on the shop", (image) => {
  expect(ownImage(image, origin)).toBe("https://shop.example/images/lamp.webp");
});

test.each([
  "",
  "https://cdn.example/lamp.webp",
  "//cdn.example/lamp.webp",
  "http://shop.example/lamp.webp",
  "http://[",
])("%s does not", (image) => expect(ownImage(image, origin)).toBeUndefined());
