import type { components } from "@/lib/api-types/payment";

type Ledger = components["schemas"]["LedgerView"];

const at = "2026-11-22T10:00:00.000Z";

/** Of an order of 48 that was paid at the bank, but for what is given. */
export function ledgerOf(changes: Partial<Ledger> = {}): Ledger {
  return {
    pk: "01J0000000000000000000000A",
    currency: "USD",
    status: "captured",
    provider: "sandbox",
    reference: "pi_123",
    captured: 48,
    refunded: 0,
    net: 48,
    events: [{ kind: "captured", at, amount: 48, object: "pi_123", reason: null }],
    refunds: [],
    ...changes,
  };
}

export function refundOf(changes: Partial<Ledger["refunds"][number]> = {}): Ledger["refunds"][number] {
  return {
    number: 1,
    object: "1",
    amount: 24,
    lines: [{ line: 1, units: 1, amount: 24 }],
    restocked: 0,
    reason: "",
    state: "made",
    requested_at: at,
    ended_at: at,
    ...changes,
  };
}
