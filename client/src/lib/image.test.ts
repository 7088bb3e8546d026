import { expect, test } from "vitest";
import { imageOf, ownImage, picturesOf, uploaded } from "./image";

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

const photo = { hash: "a".repeat(32), alt: "A lamp", width: 1280, height: 960 };

test("an uploaded picture has its widths, and is shown instead of the one at an address", () => {
  const pictures = picturesOf({ images: [photo], image: "/images/lamp.webp" });
  expect(pictures).toEqual([
    {
      src: `/media/${photo.hash}-1280.webp`,
      srcSet: [320, 640, 1280].map((width) => `/media/${photo.hash}-${width}.webp ${width}w`).join(", "),
      alt: "A lamp",
      width: 1280,
      height: 960,
    },
  ]);
});

test("a picture that is smaller than the widths has a file of its own width only", () => {
  expect(uploaded({ ...photo, width: 200 }).srcSet).toBe(`/media/${photo.hash}-200.webp 200w`);
  expect(uploaded({ ...photo, width: 320 }).srcSet).toBe(`/media/${photo.hash}-320.webp 320w`);
});

test("in a line of the cart stands the smallest file", () => {
  expect(imageOf({ images: [photo], image: "" })).toBe(`/media/${photo.hash}-320.webp`);
  expect(imageOf({ images: [{ ...photo, width: 90 }], image: "" })).toBe(`/media/${photo.hash}-90.webp`);
  expect(imageOf({ images: [], image: "/images/lamp.webp" })).toBe("/images/lamp.webp");
});
