import { currencySign, foreignSign } from "./currency-sign";
import { locales } from "./locale";
import { useCurrency } from "./money";
import { groupIdOf, parseOptions, type Options } from "./options";
import { decimalSignOf, readingsOf, readNumber } from "./read-number";

/**
 * Parses typed text for the services, or returns why it is invalid. The limits are those of
 * openapi/inventory.json.
 */
export type Read<T> = { ok: true; value: T } | { ok: false; why: string };

export const longestName = 200;
export const longestDescription = 5_000;
export const longestImage = 2_000;
const highestPrice = 1_000_000;
const highestStock = 1_000_000_000;
const highestLimit = 1_000_000;

const good = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = (why: string): Read<never> => ({ ok: false, why });

export function readPrice(text: string, decimals = useCurrency.getState().decimals): Read<number> {
  const price = readMoney(text, "A price", decimals);
  return !price.ok || price.value <= highestPrice ? price : bad("A price is at most 1,000,000.");
}

/**
 * `what` begins the sentences: "A price". `decimals`: those of the shop's currency. A point with exactly so many digits after
 * it is how we write money.
 */
export function readMoney(
  text: string,
  what: string,
  decimals = useCurrency.getState().decimals,
): Read<number> {
  if (text.trim() === "") return bad(`${what} is needed.`);
  const { currency } = useCurrency.getState();
  if (foreignSign(text, currency)) return bad(`Write it in ${currency}.`);
  const ours = decimals > 0 && new RegExp(String.raw`^\s*\d+\.\d{${decimals}}\s*$`).test(text);
  const amount = ours ? Number(text) : readNumber(text);
  if (amount === "ambiguous")
    return bad(readsTooFine(text, decimals) ? tooFine(what, decimals) : twoReadings(text, decimals));
  if (amount === undefined || amount < 0) return bad(`${what} is a number, such as 19.90.`);
  return Number(amount.toFixed(decimals)) === amount ? good(amount) : bad(tooFine(what, decimals));
}

export function readStock(text: string): Read<number> {
  if (text.trim() === "") return bad("A quantity is needed.");
  const stock = currencySign(text) ? undefined : readNumber(text);
  if (stock === "ambiguous") return bad(twoReadings(text, 0));
  if (stock === undefined || !Number.isInteger(stock) || stock < 0)
    return bad("A quantity is a whole number, such as 12.");
  return stock <= highestStock ? good(stock) : bad("A quantity is at most 1,000,000,000.");
}

const ourSign = decimalSignOf(locales);

/** "4.505" in USD: with the reader's decimal sign, a decimal too many is likelier than a thousand times the amount. */
function readsTooFine(text: string, decimals: number): boolean {
  const amount = readNumber(text, ourSign);
  return typeof amount === "number" && Number(amount.toFixed(decimals)) !== amount;
}

/** "1,500" is 1500 to some and 1.50 to others: name both, so that one of them is typed. */
function twoReadings(text: string, decimals: number): string {
  const values = Object.values(readingsOf(text)).filter((value) => value !== undefined);
  const possible = values.filter((value) => Number(value.toFixed(decimals)) === value);
  const written = possible.map((value) =>
    Number.isInteger(value) ? String(value) : value.toFixed(decimals),
  );
  return `“${text.trim()}” can be read in two ways. Write ${written.join(" or ")}.`;
}

function tooFine(what: string, decimals: number): string {
  if (decimals === 0) return `${what} has no decimals in this currency.`;
  return `${what} has at most ${decimals === 2 ? "two" : decimals} decimals.`;
}

/** Characters as the services count them: an emoji is one. */
const characters = (text: string) => Array.from(text).length;

export function readName(text: string): Read<string> {
  const name = text.trim();
  if (name === "") return bad("A name is needed.");
  return characters(name) <= longestName ? good(name) : bad(`A name has at most ${longestName} characters.`);
}

export function readDescription(text: string): Read<string> {
  const description = text.trim();
  if (characters(description) <= longestDescription) return good(description);
  return bad("A description has at most 5,000 characters.");
}

export function readImage(text: string): Read<string> {
  const image = text.trim();
  if (image.length > longestImage) return bad("An image's address has at most 2,000 characters.");
  if (/^$|^https?:\/\/|^\/(?!\/)/.test(image)) return good(image);
  return bad("An image is an http or https address, or a path such as /images/lamp.webp.");
}

const timeForm = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?$/;

/** A time of a sale, as a `datetime-local` input or a table has it; without an offset it is in the time of this place. */
export function readSaleTime(text: string): Read<string | null> {
  const written = text.trim().replace(" ", "T");
  if (written === "") return good(null);
  const [, minute = "", offset] = timeForm.exec(written) ?? [];
  const time = Date.parse(minute && written);
  if (Number.isNaN(time)) return bad("A time is a day and a clock time, such as 2026-11-27 18:00.");
  const value = new Date(time).toISOString();
  // Date reads 31 February as 3 March, and an hour that the clock leaps over as the next one.
  const isThere = isMinute(minute) && (offset !== undefined || writeSaleTime(value).startsWith(minute));
  return isThere
    ? good(value)
    : bad("There is no such time. Check the day, and whether the clock changes then.");
}

function isMinute(minute: string): boolean {
  const time = Date.parse(`${minute}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(minute);
}

export function readLimit(text: string): Read<number | null> {
  if (text.trim() === "") return good(null);
  const limit = currencySign(text) ? undefined : readNumber(text);
  if (limit === "ambiguous") return bad(twoReadings(text, 0));
  if (limit === undefined || !Number.isInteger(limit) || limit < 1)
    return bad("A limit is a whole number from 1, such as 2. Leave it empty for no limit.");
  return limit <= highestLimit ? good(limit) : bad("A limit is at most 1,000,000.");
}

const states = ["active", "draft", "frozen"] as const;

export function readState(text: string): Read<(typeof states)[number]> {
  const wanted = text.trim().toLowerCase();
  const state = states.find((one) => one === wanted);
  return state ? good(state) : bad("A state is active, draft or frozen.");
}

/** The id of a group, or its name. */
export function readGroup(text: string): Read<string | null> {
  return good(text.trim() === "" ? null : groupIdOf(text.trim()));
}

export function readOptions(text: string): Read<Options> {
  const options = parseOptions(text);
  return options ? good(options) : bad("Options are names with values, such as size: M; colour: red.");
}

/** "2026-11-27T18:00" in the time of this place, for a `datetime-local` input. */
export function writeSaleTime(time: string | null): string {
  if (time === null) return "";
  const at = new Date(time);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, -1);
  return local.replace(/(:00)?\.000$/, "");
}
