import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { FakeShop } from "@/testing/fake-shop";
import { renderInShop } from "@/testing/render";
import { ArtOf } from "./art-of";

/** One that the tests' server has: drawn art takes the place of one that cannot be loaded. */
const photo = { image: "/favicon.ico" };
const plain = { image: "", images: [], group: null };

let shop: FakeShop;
let asked: string[];
let answers: Record<string, object>;

beforeEach(() => {
  shop = new FakeShop();
  asked = [];
  answers = {};
  shop.answer = (path) => {
    asked.push(path);
    const found = answers[path];
    return found && Response.json(found);
  };
});

afterEach(() => vi.restoreAllMocks());

const sources = (container: Element) => [...container.querySelectorAll("img")].map(({ src }) => src);

test("the first picture of the product is shown, which two places ask for once", async () => {
  answers["/inventory/products/lamp"] = { ...plain, id: "lamp", ...photo };
  const { container } = await renderInShop(
    <>
      <ArtOf id="lamp" className="size-14" />
      <ArtOf id="lamp" className="size-14" />
    </>,
  );
  await expect.poll(() => sources(container)).toHaveLength(2);
  expect(sources(container)[0]).toContain(photo.image);
  expect(asked).toEqual(["/inventory/products/lamp"]);
});

test("a variant without pictures shows those of its group", async () => {
  const small = { ...plain, id: "s", group: "shirt" };
  answers["/inventory/products/s"] = small;
  answers["/inventory/groups/shirt"] = { id: "shirt", variants: [small, { ...small, ...photo }] };
  const { container } = await renderInShop(<ArtOf id="s" className="size-14" />);
  await expect.poll(() => sources(container)[0]).toContain(photo.image);
});

test("a product that was deleted has drawn art", async () => {
  const { container } = await renderInShop(<ArtOf id="gone" className="size-14" />);
  await expect.poll(() => container.querySelector("svg")).not.toBeNull();
  expect(sources(container)).toEqual([]);
});

test("a place far below the screen asks when it comes near", async () => {
  answers["/inventory/products/lamp"] = { ...plain, id: "lamp", ...photo };
  await renderInShop(
    <>
      <div style={{ height: "5000px" }} />
      <p>The end</p>
      <ArtOf id="lamp" className="size-14" />
    </>,
  );
  await expect.element(page.getByText("The end")).toBeInTheDocument();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(asked).toEqual([]);
  page.getByText("The end").element().scrollIntoView();
  await expect.poll(() => asked).toEqual(["/inventory/products/lamp"]);
});
