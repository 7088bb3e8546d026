import { expect, test } from "vitest";
import { readImageCell } from "./image-cell";

test.each([
  ["https://a.example/a.jpg", "https://a.example/a.jpg"],
  ["/images/lamp,small.webp", "/images/lamp,small.webp"],
  ["https://a.example/resize,w=3/a.jpg", "https://a.example/resize,w=3/a.jpg"],
  ["https://shop.example/Café lampe.jpg", "https://shop.example/Caf%C3%A9%20lampe.jpg"],
  ["https://shop.example/Caf%C3%A9.jpg", "https://shop.example/Caf%C3%A9.jpg"],
  ["https://bücher.example/a.jpg", "https://xn--bcher-kva.example/a.jpg"],
  ["/images/Café lampe.jpg", "/images/Caf%C3%A9%20lampe.jpg"],
])("%s is one address", (cell, image) => expect(readImageCell(cell)).toEqual({ image }));

test.each(
  ["a, b", "a,b", "a | b", "a b", "a;b"].map((list) => list.replace(/[ab]/g, "https://shop.example/$&.jpg")),
)("of %s the first is used, and the row says so", (cell) =>
  expect(readImageCell(cell)).toEqual({
    image: "https://shop.example/a.jpg",
    note: "The first of 2 images is used.",
  }),
);

test("picture data inside a cell is refused", () =>
  expect(readImageCell("data:image/png;base64,AAAA")).toHaveProperty("problem"));
