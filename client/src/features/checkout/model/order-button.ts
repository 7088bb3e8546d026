import { locales } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import { isPaidAtProvider, type Shop } from "@/lib/shop";

type OrderButton = Shop["order_button"][number];
/** `language`: of the words on both buttons, where it is known and not the page's. */
type Words = { button: string; rest: string; explanation: string; language?: string };
type Sold = { amount: number | undefined; currency: string | undefined };

const placing: Words = {
  button: "Place order",
  rest: "Order what is left",
  explanation:
    "You are charged once all items are reserved. If one cannot be reserved, nothing is ordered and you pay nothing.",
};

const paying = (amount: string): Words => ({
  button: `Pay ${amount}`,
  rest: `Pay ${amount} for what is left`,
  explanation:
    "We reserve your items first. Then the page of our payment provider opens, and you pay there. If an item cannot be reserved, nothing is ordered and you pay nothing.",
});

/**
 * The words that bind the buyer. In many countries the law wants them to say that ordering means paying; then the shop has
 * words of its own, and no button that orders may have others. An order that costs nothing is not paid.
 */
export function orderWording(
  shop: Pick<Shop, "payments" | "order_button"> | undefined,
  { amount, currency }: Sold,
  languages: readonly string[] = locales,
): Words {
  if (amount === 0) return placing;
  const shown = amount === undefined ? "" : showMoney(amount, currency);
  const usual = isPaidAtProvider(shop) ? paying(shown) : placing;
  const own = ownWords(shop?.order_button ?? [], languages);
  if (!own) return usual;
  const button = own.text.replace("{amount}", () => shown).trim();
  return { ...usual, button, rest: button, language: own.language ?? undefined };
}

/** In the first language of the buyer that the shop has, else in the shop's first. */
function ownWords(all: readonly OrderButton[], languages: readonly string[]): OrderButton | undefined {
  const first = (tag: string) => tag.toLowerCase().split("-")[0];
  for (const wanted of languages) {
    const found =
      all.find(({ language }) => language?.toLowerCase() === wanted.toLowerCase()) ??
      all.find(({ language }) => language && first(language) === first(wanted));
    if (found) return found;
  }
  return all[0];
}
