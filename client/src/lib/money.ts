import { create } from "zustand";
import { persist } from "zustand/middleware";
import { locales } from "./locale";
import { jsonStorage } from "./storage";

type Currency = { currency: string | undefined; decimals: number };

/** The currency of the shop from GET /shop, stored for visits during an outage. */
export const useCurrency = create<Currency>()(
  persist((): Currency => ({ currency: undefined, decimals: 2 }), {
    name: "souk.currency",
    storage: jsonStorage,
    merge: (kept, unknown) => (isCurrency(kept) ? kept : unknown),
  }),
);

/** Stored data may have been edited by hand. */
export function isCurrency(kept: unknown): kept is Currency {
  if (typeof kept !== "object" || kept === null) return false;
  const { currency, decimals } = kept as Record<string, unknown>;
  return typeof currency === "string" && /^[A-Z]{3}$/.test(currency) && typeof decimals === "number";
}

const formats = new Map<string, Intl.NumberFormat>();

/**
 * An amount as a service said it: the client computes no money. Without a known currency it is a plain number. null: of an
 * order that was abandoned while its product could not be looked up.
 */
export function showMoney(amount: number | null, currency = useCurrency.getState().currency): string {
  return amount === null ? "unknown" : formatOf(currency).format(amount);
}

/** What stays paid after refunds. A sum of a currency has at most four decimals. */
export function remaining({ captured, refunded }: { captured: number; refunded: number }): number {
  return Number((captured - refunded).toFixed(4));
}

/** As a plain number for a field or a file: "19.90" in USD, "1990" in JPY. */
export function writeMoney(amount: number, { decimals } = useCurrency.getState()): string {
  return amount.toFixed(decimals);
}

function formatOf(currency: string | undefined): Intl.NumberFormat {
  const key = currency ?? "";
  const known = formats.get(key);
  if (known) return known;
  const format = moneyFormat(locales, currency);
  formats.set(key, format);
  return format;
}

/** Never rounds: the browser's table of decimals may differ from ISO 4217, as it does for IQD. */
export function moneyFormat(languages: readonly string[], currency: string | undefined): Intl.NumberFormat {
  const maximumFractionDigits = 4;
  if (!currency)
    return new Intl.NumberFormat([...languages], { minimumFractionDigits: 2, maximumFractionDigits });
  return new Intl.NumberFormat([...languages], { style: "currency", currency, maximumFractionDigits });
}
