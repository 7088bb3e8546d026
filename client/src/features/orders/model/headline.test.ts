import { expect, test } from "vitest";
import type { OrderStatus } from "@/lib/api-client";
import { headline } from "./headline";

test.each<[OrderStatus[], string]>([
  [["pending"], "We are preparing your order"],
  [["completed"], "Order complete"],
  [["rejected"], "We could not complete your order"],
  [["cancelled"], "Order cancelled"],
  [["refunded"], "Order refunded"],
  [["pending", "rejected"], "We are preparing your orders"],
  [["completed", "completed"], "Orders complete"],
  [["completed", "rejected"], "1 of 2 orders complete"],
  [["rejected", "cancelled"], "We could not complete your orders"],
  [["refunded", "completed"], "1 of 2 orders complete"],
])("%j is “%s”", (statuses, text) => {
  expect(headline(statuses.map((status) => ({ status })))).toBe(text);
});
