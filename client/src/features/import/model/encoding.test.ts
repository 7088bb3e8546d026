import { describe, expect, test } from "vitest";
import { decode, detectEncoding } from "./encoding";

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "number" ? [part] : [...Buffer.from(part)])));
const utf16 = (text: string, order: "le" | "be") => {
  const buffer = Buffer.from(text, "utf16le");
  return Uint8Array.from(order === "le" ? buffer : buffer.swap16());
};

describe("the encoding of a file", () => {
  test.each([
    ["a mark of UTF-8", bytes(0xef, 0xbb, 0xbf, "name\nCafé\n"), "utf-8"],
    ["valid UTF-8", bytes("name\nCafé\n"), "utf-8"],
    ["ASCII", bytes("name\nCafe\n"), "utf-8"],
    ["a mark of UTF-16", utf16("\uFEFFname\nŁódź\n", "le"), "utf-16le"],
    ["a mark of UTF-16, big endian", utf16("\uFEFFname\nŁódź\n", "be"), "utf-16be"],
    ["UTF-16 without a mark", utf16("name\nCafé\n", "le"), "utf-16le"],
    ["UTF-16 without a mark, big endian", utf16("name\nCafé\n", "be"), "utf-16be"],
  ])("is certain with %s", (_, file, encoding) =>
    expect(detectEncoding(file)).toEqual({ encoding, certain: true }),
  );

  test("is a guess for any other file", () => {
    const western = bytes("Caf", 0xe9, " cr", 0xe8, "me");
    expect(detectEncoding(western)).toEqual({ encoding: "windows-1252", certain: false });
    expect(decode(western, "windows-1252")).toBe("Café crème");
  });

  test("stays UTF-8 when a few bytes are broken", () => {
    const broken = bytes("Café, crème, blé, thé, pâté, rosé\nCaf", 0xe9, "\n");
    expect(detectEncoding(broken)).toEqual({ encoding: "utf-8", certain: false });
    expect(decode(broken, "utf-8")).toContain("Caf\uFFFD");
  });
});
