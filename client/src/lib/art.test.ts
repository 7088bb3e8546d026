import { expect, test } from "vitest";
import { drawArt } from "./art";

const ids = Array.from(
  { length: 200 },
  (_, index) => `01M81G6DYCMVQAVR70EB5${String(index).padStart(5, "0")}`,
);

test("the same id gives the same picture", () => {
  expect(drawArt("01M81G6DYCMVQAVR70EB5WEYNS")).toEqual(drawArt("01M81G6DYCMVQAVR70EB5WEYNS"));
});

test("neighbouring ids give different pictures", () => {
  const pictures = new Set(ids.map((id) => JSON.stringify(drawArt(id))));
  expect(pictures.size).toBeGreaterThan(195);
});

test("every picture is made of finite paths", () => {
  for (const id of ids) {
    for (const { d } of drawArt(id).shapes) expect(d).toMatch(/^$|^M[-\d.MLAVHQCaZ ]+Z$/);
  }
});
