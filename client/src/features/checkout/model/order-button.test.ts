import { expect, test } from "vitest";
import type { Shop } from "@/lib/shop";
import { orderWording } from "./order-button";

type Buttons = Shop["order_button"];
const wordsOf = (
  payments: Shop["payments"],
  order_button: Buttons = [],
  languages = ["en"],
  amount?: number,
) => orderWording({ payments, order_button }, { amount, currency: "USD" }, languages);
const buttonOf = (
  payments: Shop["payments"],
  order_button: Buttons = [],
  languages = ["en"],
  amount = 86.4,
) => wordsOf(payments, order_button, languages, amount).button;

const german = { language: "de", text: "Zahlungspflichtig bestellen" };
const english = { language: "en", text: "Order and pay {amount}" };
const brazilian = { language: "pt-BR", text: "Pagar {amount}" };

test("where a provider is paid, the button says how much", () => {
  expect(buttonOf("stripe")).toBe("Pay $86.40");
  expect(buttonOf("sandbox")).toBe("Pay $86.40");
  expect(buttonOf("instant")).toBe("Place order");
});

test("an order that costs nothing is placed, whatever the shop's words for paying are", () => {
  expect(buttonOf("stripe", [], ["en"], 0)).toBe("Place order");
  expect(buttonOf("stripe", [german], ["de"], 0)).toBe("Place order");
});

test.each(["instant", "stripe", "sandbox"] as const)(
  "words of the shop are on every button that orders: %s",
  (payments) => {
    const own = [{ language: null, text: "Zahlungspflichtig bestellen" }];
    const words = wordsOf(payments, own, ["en"], 86.4);
    expect([words.button, words.rest, words.language]).toEqual([own[0]!.text, own[0]!.text, undefined]);
  },
);

test("the amount stands where the shop wants it, and nowhere while it is not known", () => {
  expect(buttonOf("stripe", [{ language: null, text: "{amount} bezahlen" }])).toBe("$86.40 bezahlen");
  expect(wordsOf("stripe", [{ language: null, text: "{amount} bezahlen" }]).button).toBe("bezahlen");
  expect(buttonOf("stripe", [{ language: null, text: "Buy" }])).toBe("Buy");
});

test("any script is shown as it is", () => {
  expect(buttonOf("stripe", [{ language: "ja", text: "購入する" }])).toBe("購入する");
  expect(buttonOf("stripe", [{ language: "ar", text: "ادفع {amount}" }])).toBe("ادفع $86.40");
});

test("the words are in the first language of the buyer that the shop has", () => {
  const all = [german, english, brazilian];
  expect(buttonOf("stripe", all, ["fr", "en-GB", "de"])).toBe("Order and pay $86.40");
  expect(buttonOf("stripe", all, ["de-AT"])).toBe(german.text);
  expect(buttonOf("stripe", all, ["pt-br"])).toBe("Pagar $86.40");
  expect(buttonOf("stripe", all, ["pt-PT"])).toBe("Pagar $86.40");
  expect(wordsOf("stripe", all, ["de-CH"]).language).toBe("de");
});

test("a buyer with none of the shop's languages gets its first", () => {
  expect(buttonOf("stripe", [german, english], ["fr"])).toBe(german.text);
  expect(buttonOf("stripe", [german, english], [])).toBe(german.text);
});
