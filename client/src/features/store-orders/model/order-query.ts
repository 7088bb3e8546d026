// Apart from the search parameters, which every page of the shop loads with the routes.
import type { Order } from "@/lib/api-client";
import type { OrderSearch, OrderSort } from "./order-search";

export type OrderQuery = Pick<OrderSearch, "status" | "from" | "to"> & { product_id?: string } & BuyerQuery;
type BuyerQuery = { email?: string; number?: string; name?: string };

/** Local days as instants: from midnight to the midnight after the last day. */
export function orderQuery({ q, status, product, from, to }: OrderSearch): OrderQuery {
  return {
    ...(q && buyerQuery(q)),
    ...(status && { status }),
    ...(product && { product_id: product }),
    ...(from && { from: midnight(from, 0) }),
    ...(to && { to: midnight(to, 1) }),
  };
}

const base32 = "[0-9A-HJKMNP-TV-Z]{4}";
const numberWithHyphen = new RegExp(`^(${base32})-(${base32})$`, "i");
const numberWithDigit = new RegExp(`^(?=.*\\d)(${base32})(${base32})$`, "i");

/** "Margaret" could be a number, too: without a hyphen a number needs a digit. */
function buyerQuery(text: string): BuyerQuery {
  if (text.includes("@")) return { email: text };
  const number = numberWithHyphen.exec(text) ?? numberWithDigit.exec(text);
  return number ? { number: `${number[1]}-${number[2]}`.toUpperCase() } : { name: text };
}

function midnight(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

export function sortOrders(orders: readonly Order[], sort: OrderSort): Order[] {
  const sorted = [...orders];
  if (sort === "placed") return sorted.reverse();
  const sign = sort === "amount" ? 1 : -1;
  return sorted.sort((one, other) => sign * ((one.amount ?? 0) - (other.amount ?? 0)));
}

/** The page of a sorted list. `from` and `to` count from 1, both inclusive. */
export function pageOf<T>(items: readonly T[], { page = 1 }: OrderSearch, size: number) {
  const last = Math.max(1, Math.ceil(items.length / size));
  const at = Math.min(page, last);
  const shown = items.slice((at - 1) * size, at * size);
  return {
    shown,
    from: (at - 1) * size + 1,
    to: (at - 1) * size + shown.length,
    previous: at > 1 ? at - 1 : undefined,
    next: at < last ? at + 1 : undefined,
  };
}
