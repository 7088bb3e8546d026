import { describe, expect, test } from "vitest";
import { startOf } from "./delimiter";

describe("the delimiter of a file", () => {
  test.each([
    ["name,price\nLamp,20\n", ","],
    ["name;price\nLamp;1,500\nVase;2,500\n", ";"],
    ["name\tprice\nLamp, brass; old\t20\n", "\t"],
    ["name|price\nLamp|20\n", "|"],
    ['"a,b,c";price\nLamp;20\n', ";"],
    ["name\nLamp, brass\n", ","],
    ["", ","],
  ])("of %j is %j", (text, delimiter) => expect(startOf(text).delimiter).toBe(delimiter));

  test("may be named by the file, and lines count on", () => {
    expect(startOf("sep=;\r\nname;price\r\n")).toEqual({ from: 7, line: 2, delimiter: ";" });
  });

  test("is the owner's choice where one is made", () => expect(startOf("a,b\n", ";").delimiter).toBe(";"));
});
