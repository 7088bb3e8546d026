import { showNumber } from "./locale";
import type { Terms } from "./sale";

/** "At most 2 a person." */
export function limitText({ limit_per_order, limit_per_customer }: Terms): string | undefined {
  const ofPerson = limit_per_customer !== null && `At most ${showNumber(limit_per_customer)} a person`;
  const isTold = limit_per_customer !== null && limit_per_customer <= (limit_per_order ?? Infinity);
  const ofOrder = limit_per_order !== null && !isTold && `at most ${showNumber(limit_per_order)} an order`;
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
