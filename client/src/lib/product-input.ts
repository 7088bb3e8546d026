/**
 * What somebody typed or a spreadsheet holds, as the services want it; or a sentence that says why not. The limits are
 * those of openapi/inventory.json.
 */
export type Read<T> = { ok: true; value: T } | { ok: false; why: string };

export const longestName = 200;
export const longestDescription = 5_000;
export const longestImage = 2_000;
const highestPrice = 1_000_000;
const highestStock = 1_000_000_000;

const good = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = (why: string): Read<never> => ({ ok: false, why });

/** "20", "$1,250.00": thousands may be grouped by commas, cents follow a point. */
export function readPrice(text: string): Read<number> {
  const plain = text.trim().replace(/^\$\s*/, "");
  if (plain === "") return bad("A price is needed.");
  if (!/^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(plain)) return bad("A price is a number, such as 19.90.");
  const digits = plain.replaceAll(",", "");
  if ((digits.split(".")[1] ?? "").replace(/0+$/, "").length > 2)
    return bad("A price has at most two decimals.");
  const price = Number(digits);
  return price <= highestPrice ? good(price) : bad("A price is at most 1,000,000.");
}

export function readStock(text: string): Read<number> {
  const plain = text.trim();
  if (plain === "") return bad("A quantity is needed.");
  if (!/^(\d+|\d{1,3}(,\d{3})+)$/.test(plain)) return bad("A quantity is a whole number, such as 12.");
  const stock = Number(plain.replaceAll(",", ""));
  return stock <= highestStock ? good(stock) : bad("A quantity is at most 1,000,000,000.");
}

export function readName(text: string): Read<string> {
  const name = text.trim();
  if (name === "") return bad("A name is needed.");
  return name.length <= longestName ? good(name) : bad(`A name has at most ${longestName} characters.`);
}

export function readDescription(text: string): Read<string> {
  const description = text.trim();
  if (description.length <= longestDescription) return good(description);
  return bad("A description has at most 5,000 characters.");
}

export function readImage(text: string): Read<string> {
  const image = text.trim();
  if (image.length > longestImage) return bad("An image's address has at most 2,000 characters.");
  if (/^$|^https?:\/\/|^\/(?!\/)/.test(image)) return good(image);
  return bad("An image is an http or https address, or a path such as /images/lamp.webp.");
}
