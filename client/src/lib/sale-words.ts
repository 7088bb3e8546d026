import { showNumber } from "./locale";
import type { Options } from "./options";
import type { Terms } from "./sale";

/**
 * "At most 2 a person." Of a variant this limit counts over its group, "At most 2 a person, of whatever size", and that of
 * an order for itself, "At most 2 of each size an order".
 */
export function limitText(product: Terms & { options?: Options }): string | undefined {
  const { limit_per_order, limit_per_customer, options = {} } = product;
  const names = Object.keys(options).join(" and ");
  const ofPerson =
    limit_per_customer !== null &&
    `At most ${showNumber(limit_per_customer)} a person${names && `, of whatever ${names}`}`;
  const isTold = limit_per_customer !== null && limit_per_customer <= (limit_per_order ?? Infinity);
  const ofOrder =
    limit_per_order !== null &&
    !isTold &&
    `at most ${showNumber(limit_per_order)}${names && ` of each ${names}`} an order`;
  const text = [ofPerson, ofOrder].filter(Boolean).join(", ");
  return text ? `${text[0]?.toUpperCase()}${text.slice(1)}.` : undefined;
}

const [minute, hour, day] = [60, 3_600, 86_400];

/** "2 d 03:04:05", "03:04:05", "04:05": the last second shows 00:01. */
export function showCountdown(left: number): string {
  const seconds = Math.ceil(left / 1_000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const clock = `${two((seconds % hour) / minute)}:${two(seconds % minute)}`;
  if (seconds < hour) return clock;
  const rest = `${two((seconds % day) / hour)}:${clock}`;
  return seconds < day ? rest : `${showNumber(Math.floor(seconds / day))} d ${rest}`;
}
