import { showNumber } from "@/lib/locale";
import type { Cancelled } from "../api/cancel-orders";

export function countOfOrders(count: number): string {
  return count === 1 ? "1 open order" : `${showNumber(count)} open orders`;
}

export function cancelledWords({ cancelled, paid }: Cancelled): string {
  const done = cancelled === 1 ? "1 order was cancelled." : `${showNumber(cancelled)} orders were cancelled.`;
  return paid === 0 ? done : `${done} ${showNumber(paid)} had been paid and stay.`;
}
