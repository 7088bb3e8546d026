import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import type { Product } from "@/lib/api-client";
import { problem } from "@/testing/fake-shop";
import { noTerms } from "@/testing/product";
import { renderInShop } from "@/testing/render";
import { PictureEditor } from "./picture-editor";

const photo = (letter: string, alt = "") => ({ hash: letter.repeat(32), alt, width: 1280, height: 960 });
const lamp = (images = [photo("a", "Front"), photo("b")]): Product => ({
  id: "01J00000000000000000000001",
  name: "Lamp",
  price: 20,
  quantity: 9,
  available: 9,
  description: "",
  image: "",
  images,
  sku: "",
  ...noTerms,
  version: 1,
  created_at: "2026-11-22T10:00:00.000Z",
  updated_at: "2026-11-22T10:00:00.000Z",
});

type Sent = { method: string; path: string; body: unknown };
let sent: Sent[] = [];
let reply: (request: Sent) => Response;

/** An upload that the test moves on. */
class FakeUpload {
  static all: FakeUpload[] = [];
  upload: { onprogress?: (event: object) => void } = {};
  onload?: () => void;
  status = 0;
  responseText = "";
  file?: File;
  open(_method: string, readonly: string) {
    expect(readonly).toBe("/api/inventory/products/01J00000000000000000000001/images");
  }
  setRequestHeader() {}
  getResponseHeader() {
    return null;
  }
  send(file: File) {
    this.file = file;
    FakeUpload.all.push(this);
  }
  answer(status: number, body: object) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

beforeEach(() => {
  sent = [];
  FakeUpload.all = [];
  reply = () => Response.json(lamp());
  vi.stubGlobal("XMLHttpRequest", FakeUpload);
  vi.spyOn(window, "fetch").mockImplementation(async (input) => {
    const request = input as Request;
    const text = await request.text();
    sent.push({
      method: request.method,
      path: new URL(request.url).pathname,
      body: text ? JSON.parse(text) : undefined,
    });
    return reply(sent.at(-1)!);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const png = (name: string, size = 9) => new File([new Uint8Array(size)], name, { type: "image/png" });

async function open(product = lamp()) {
  const screen = await renderInShop(<PictureEditor product={product} />);
  const choose = (files: File[]) =>
    userEvent.upload(screen.container.querySelector("input[type=file]") as HTMLElement, files);
  return { screen, choose };
}

test("an upload shows its progress, then its picture", async () => {
  const { screen, choose } = await open(lamp([]));
  await choose([png("front.png")]);
  await expect.poll(() => FakeUpload.all.length).toBe(1);
  const [upload] = FakeUpload.all;
  upload?.upload.onprogress?.({ loaded: 4, total: 8 });
  await expect
    .element(screen.getByRole("progressbar", { name: "Upload of front.png" }))
    .toHaveAttribute("aria-valuenow", "50");
  upload?.answer(201, lamp([photo("c")]));
  await expect.element(screen.getByRole("progressbar")).not.toBeInTheDocument();
  await expect.element(screen.getByRole("textbox", { name: "Picture 1: What it shows" })).toBeVisible();
});

test("several files are sent one after the other, in their order, and each that fails says why", async () => {
  const { screen, choose } = await open(lamp([]));
  const names = () => FakeUpload.all.map(({ file }) => file?.name);
  await choose([png("one.png"), png("two.png"), png("three.png")]);
  await expect.poll(names).toEqual(["one.png"]);
  const detail = "The picture is damaged or not complete";
  FakeUpload.all[0]?.answer(422, { code: "image_not_supported", detail });
  await expect.element(screen.getByRole("alert")).toHaveTextContent(`one.png ${detail}`);
  await expect.element(screen.getByRole("button", { name: /Try/ })).not.toBeInTheDocument();
  await expect.poll(names).toEqual(["one.png", "two.png"]);
  FakeUpload.all[1]?.answer(503, { code: "unavailable", detail: "Busy" });
  await expect.poll(names).toEqual(["one.png", "two.png", "three.png"]);
  FakeUpload.all[2]?.answer(201, lamp([photo("c")]));
  await screen.getByRole("button", { name: "Try two.png again" }).click();
  await expect.poll(() => names().at(-1)).toBe("two.png");
});

test("a file that is too large, or no picture, is not sent", async () => {
  const { screen } = await open(lamp([]));
  const drop = new DataTransfer();
  drop.items.add(png("huge.png", 11 * 1024 * 1024));
  drop.items.add(new File(["<svg/>"], "logo.svg", { type: "image/svg+xml" }));
  screen
    .getByRole("button", { name: "Choose pictures" })
    .element()
    .parentElement?.dispatchEvent(new DragEvent("drop", { dataTransfer: drop, bubbles: true }));
  await expect.element(screen.getByText("huge.png")).toBeVisible();
  await expect.element(screen.getByText(/at most 10 MB: save it smaller/)).toBeVisible();
  await expect.element(screen.getByText(/not a JPEG, PNG, WebP or AVIF/)).toBeVisible();
  expect(FakeUpload.all).toEqual([]);
});

test("the order changes by buttons, and the button keeps the focus", async () => {
  reply = () => Response.json(lamp([photo("b"), photo("a", "Front")]));
  const { screen } = await open();
  const down = screen.getByRole("button", { name: "Move picture 1 down" });
  down.element().focus();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    method: "PUT",
    body: {
      images: [
        { hash: "b".repeat(32), alt: "" },
        { hash: "a".repeat(32), alt: "Front" },
      ],
    },
  });
  await expect.element(screen.getByRole("button", { name: "Move picture 2 down" })).toHaveFocus();
});

test("a text is saved when its field is left, once", async () => {
  const { screen } = await open();
  const field = screen.getByRole("textbox", { name: "Picture 2: What it shows" });
  await field.fill(" Back ");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]?.body).toMatchObject({ images: [{ alt: "Front" }, { alt: "Back" }] });
});

test("a picture is removed after a second click only", async () => {
  reply = () => Response.json(lamp([photo("b")]));
  const { screen } = await open();
  await screen.getByRole("button", { name: "Remove picture 1" }).click();
  expect(sent).toEqual([]);
  await expect.element(screen.getByRole("button", { name: "Remove picture 1" })).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]?.method).toBe("DELETE");
  expect(sent[0]?.path).toContain(`/images/${"a".repeat(32)}`);
  await expect
    .element(screen.getByRole("textbox", { name: "Picture 2: What it shows" }))
    .not.toBeInTheDocument();
});

test("pictures that another browser has changed are shown as they are now, with the reason", async () => {
  reply = ({ method }) =>
    method === "PUT"
      ? problem(409, "images_changed", "The product has other pictures than these by now: read it again.")
      : Response.json(lamp([photo("z", "New")]));
  const { screen } = await open();
  await screen.getByRole("button", { name: "Move picture 2 up" }).click();
  await expect.element(screen.getByRole("alert")).toHaveTextContent("other pictures");
  await expect.element(screen.getByRole("textbox", { name: "Picture 1: What it shows" })).toHaveValue("New");
});
