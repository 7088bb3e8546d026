/** The sign or code that a person wrote beside an amount: "€" of "12,50 €", "USD" of "USD 5". */
export function currencySign(text: string): string | undefined {
  const plain = text.normalize("NFKC").trim();
  const before = /^-?(\p{Sc}|[A-Z]{3}\b)/u.exec(plain)?.[1];
  return before ?? /(\p{Sc}|\b[A-Z]{3})$/u.exec(plain)?.[1];
}

/** A sign that does not mean this currency. "$" is that of every dollar. */
export function foreignSign(text: string, currency: string | undefined): string | undefined {
  const sign = currencySign(text);
  if (sign === undefined || currency === undefined || sign === currency) return undefined;
  return narrowSign(currency) === sign ? undefined : sign;
}

function narrowSign(currency: string): string | undefined {
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  });
  return format.formatToParts(0).find(({ type }) => type === "currency")?.value;
}
