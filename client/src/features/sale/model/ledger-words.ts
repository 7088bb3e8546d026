import { showNumber } from "@/lib/locale";
import type { LedgerEntry } from "../api/get-ledger";

export const kindWords: Record<LedgerEntry["kind"], string> = {
  opened: "Ledger begun",
  created: "Created",
  edited: "Edited",
  imported: "Imported",
  frozen: "Frozen",
  released: "Released",
  added: "Added",
  counted: "Counted",
};

/** "+10", "−2", and for an addition that takes away "Removed". */
export function showChange(change: number): string {
  if (change === 0) return "0";
  return change > 0 ? `+${showNumber(change)}` : `−${showNumber(-change)}`;
}

export function wordOf({ kind, change }: LedgerEntry): string {
  return kind === "added" && change < 0 ? "Removed" : kindWords[kind];
}

/** As the ledger names them: "token", "session 1f2e3d4c", "anyone". */
export function showWho(who: string): string {
  if (who === "token") return "With the store's token";
  if (who === "anyone") return "No sign-in needed";
  return who.startsWith("session ") ? `Signed in (${who.slice("session ".length)})` : "–";
}
