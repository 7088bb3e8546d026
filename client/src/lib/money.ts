/** Amounts travel as decimal numbers; sums are made in whole cents, where nothing is lost. */
export type Cents = number;

export function cents(amount: number): Cents {
  return Math.round(amount * 100);
}

const format = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });

/** null: of an order that was abandoned while its product could not be looked up. */
export function showMoney(amount: number | null): string {
  return amount === null ? "unknown" : format.format(amount);
}

export function showCents(amount: Cents): string {
  return showMoney(amount / 100);
}

export const feePercent = 20;

export type Quote = { price: Cents; fee: Cents; total: Cents; amount: Cents };

/** As the payment service counts: the fee is rounded half up to a cent, a unit at a time. */
export function quote(price: number, quantity: number): Quote {
  const unit = cents(price);
  const fee = Math.floor((unit * feePercent + 50) / 100);
  return { price: unit, fee, total: unit + fee, amount: (unit + fee) * quantity };
}
