import { expect, test } from "vitest";
import { combinations, groupIdOf, parseOptions, sameOptions, variantName, writeOptions } from "./options";

test("options are read as they are written, and as other tables write them", () => {
  const options = { size: "M", colour: "light red" };
  expect(parseOptions(writeOptions(options))).toEqual(options);
  expect(parseOptions(" size=M ;colour = light red; ")).toEqual(options);
  expect(parseOptions("")).toEqual({});
  for (const text of ["M", "size:", ": M", "size: M; size: L"])
    expect(parseOptions(text), text).toBeUndefined();
});

test("the order of options makes no difference", () => {
  expect(sameOptions({ size: "M", fit: "slim" }, { fit: "slim", size: "M" })).toBe(true);
  expect(sameOptions({ size: "M" }, { size: "L" })).toBe(false);
  expect(sameOptions({}, { size: "L" })).toBe(false);
});

test("every combination of values is there once, in the order of the options", () => {
  const options = [
    { name: "size", values: ["S", "M"] },
    { name: "colour", values: ["red", "blue"] },
  ];
  expect(combinations(options).map((one) => variantName("Shirt", one))).toEqual([
    "Shirt – S / red",
    "Shirt – S / blue",
    "Shirt – M / red",
    "Shirt – M / blue",
  ]);
});

test("the id of a group is made of its name, and is different for different names", () => {
  expect(groupIdOf("Friday shirt, Größe 2!")).toMatch(/^friday-shirt-gro-e-2-[a-z0-9]+$/);
  expect(groupIdOf("Café Crème")).toBe("cafe-creme");
  expect(groupIdOf("friday-shirt")).toBe("friday-shirt");
  expect(groupIdOf("東京")).toMatch(/^[a-z0-9]+$/);
  expect(groupIdOf("東京")).not.toBe(groupIdOf("京都"));
  for (const name of ["東京 2", "x".repeat(90), "🛒", "a – b"])
    expect(groupIdOf(name), name).toMatch(/^(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*$/);
});
