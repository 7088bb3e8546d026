import { showNumber } from "@/lib/locale";
import type { LedgerEntry } from "../api/get-ledger";

const kindWords: Record<LedgerEntry["kind"], string> = {
  opened: "Ledger begun",
  created: "Created",
  edited: "Edited",
  imported: "Imported",
  frozen: "Frozen",
  released: "Released",
  added: "Added",
  counted: "Counted",
};

/** "+10", "−2", and "–" where the stock stayed. */
export function showChange(change: number): string {
  if (change === 0) return "–";
  return change > 0 ? `+${showNumber(change)}` : `−${showNumber(-change)}`;
}

/** `before`: the entry before it; undefined where none is known. */
export function wordOf(entry: LedgerEntry, before: LedgerEntry | undefined): string {
  const { kind, change } = entry;
  if (kind === "added" && change < 0) return "Removed";
  if (kind !== "edited" && kind !== "imported") return kindWords[kind];
  if (kind === "imported" && isFirst(entry, before)) return kindWords.created;
  return (before && whatChanged(entry, before)) || kindWords[kind];
}

/** Products of a group or of a file are made many at once, which the ledger calls an import. */
function isFirst({ change, quantity, taken }: LedgerEntry, before: LedgerEntry | undefined): boolean {
  return before === undefined && change === quantity && taken === 0;
}

/** Of an edit that left the stock as it was. */
function whatChanged({ change, state, price }: LedgerEntry, before: LedgerEntry): string {
  if (change !== 0) return "";
  const ofState = state !== before.state && stateWord(state, before.state);
  const ofPrice = price !== before.price && (ofState ? "price changed" : "Price changed");
  return [ofState, ofPrice].filter(Boolean).join(", ");
}

function stateWord(state: LedgerEntry["state"], before: LedgerEntry["state"]): string {
  if (state === "frozen") return kindWords.frozen;
  if (state === "draft") return "Made a draft";
  return before === "frozen" ? kindWords.released : "Put on sale";
}

/** As the ledger names them: "token", "session 1f2e3d4c", "anyone". */
export function showWho(who: string): string {
  if (who === "token") return "With the store's token";
  if (who === "anyone") return "Not signed in";
  return who.startsWith("session ") ? `Signed in (${who.slice("session ".length)})` : "–";
}
