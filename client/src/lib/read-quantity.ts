import type { Read } from "./product-input";

const digit = /\p{Nd}/u;

/** The digits of any script as ASCII: full-width, Arabic, Devanagari. Unicode has them in runs of ten, from zero up. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (one) => {
    const code = one.codePointAt(0) ?? 0;
    let before = 0;
    while (digit.test(String.fromCodePoint(code - before - 1))) before++;
    return String(before % 10);
  });
}

/** Parses a quantity, or returns why it is invalid. Never returns a number other than the one typed. */
export function readQuantity(text: string, max: number, tooMany: string): Read<number> {
  const plain = asciiDigits(text).trim();
  if (plain === "") return { ok: false, why: "Enter a quantity." };
  if (!/^\d+$/.test(plain)) return { ok: false, why: "A quantity is a whole number, such as 2." };
  const value = Number(plain);
  if (value < 1) return { ok: false, why: "A quantity is at least 1." };
  return value <= max ? { ok: true, value } : { ok: false, why: tooMany };
}
