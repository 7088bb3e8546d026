import { describe, expect, test } from "vitest";
import { inspect } from "./read-file";
import { isAsked, mapped, questionsOf, settingsFor } from "./settings";

function questions(text: string | Uint8Array, remembered?: Parameters<typeof settingsFor>[1]) {
  const inspection = inspect(typeof text === "string" ? new TextEncoder().encode(text) : text, {});
  return questionsOf(inspection, settingsFor(inspection, remembered), remembered !== undefined);
}

describe("the owner is asked", () => {
  test.each([
    "name,price,quantity\nLamp,20,1\n",
    "Product Name;Unit Price;Qty;colour\nLamp;12,50;1;red\n",
    "SKU,Quantity\nL-1,5\n",
    "\uFEFFname,price,quantity\nCafé,20,1\n",
    'name,price,quantity\nLamp,"1,299.00",1\n',
  ])("nothing about %j", (text) => expect(isAsked(questions(text))).toBe(false));

  test("which encoding it is when the file does not say", () =>
    expect(questions(Uint8Array.from([...Buffer.from("name\nCaf"), 0xe9]))).toMatchObject({
      encoding: true,
    }));

  test("what a number means that has two readings, whatever the others are", () => {
    expect(questions("name;price\nLamp;1,500\n").numbers).toEqual(["1,500"]);
    expect(questions('name,price,stock\nLamp,12.50,"1,500"\n').numbers).toEqual(["1,500"]);
    expect(questions('name,price,size\nLamp,12.50,"1,500"\n').numbers).toEqual([]);
  });

  test("what unknown columns hold, once", () => {
    const text = "Was;Wieviel Geld;Menge\nLampe;20;1\n";
    expect(questions(text)).toMatchObject({ columns: true });
    expect(questions(text, ["name", "price", "quantity"])).toMatchObject({ columns: false });
  });
});

test("no number is chosen for the owner when nothing speaks for one", () => {
  const inspection = inspect(new TextEncoder().encode("name;price\nLamp;1,500\n"), {});
  expect(settingsFor(inspection).sign).toBeUndefined();
  expect(mapped(inspection, [undefined, "price"])).toMatchObject([{ heading: "name" }, { field: "price" }]);
});
