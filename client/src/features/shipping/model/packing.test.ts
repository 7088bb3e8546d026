import { expect, test } from "vitest";
import { lineOf, orderOfLines } from "@/testing/order";
import { packedLines, picked } from "./packing";

const lamp = lineOf({ product_id: "lamp", product_name: "Lamp", quantity: 2 });
const rug = lineOf({ product_id: "rug", product_name: "Rug", quantity: 1 });

test("what is fetched from the shelves is summed over the orders and sorted by name", () => {
  const orders = [orderOfLines([rug, lamp]), orderOfLines([{ ...lamp, quantity: 3 }])];
  expect(picked(orders)).toEqual([
    { productId: "lamp", name: "Lamp", units: 5 },
    { productId: "rug", name: "Rug", units: 1 },
  ]);
});

test("a line that was paid back stays in the house", () => {
  const order = orderOfLines([{ ...lamp, status: "refunded" }, rug]);
  expect(packedLines(order)).toEqual([rug]);
  expect(picked([order])).toEqual([{ productId: "rug", name: "Rug", units: 1 }]);
});
