import { quote, type Cents } from "@/lib/money";
import type { CartLine } from "./lines";

export type Totals = { goods: Cents; fees: Cents; amount: Cents };

export function totals(lines: CartLine[]): Totals {
  const sums: Totals = { goods: 0, fees: 0, amount: 0 };
  for (const line of lines) {
    const { price, fee, amount } = quote(line.price, line.quantity);
    sums.goods += price * line.quantity;
    sums.fees += fee * line.quantity;
    sums.amount += amount;
  }
  return sums;
}
