import { showNumber } from "@/lib/locale";
import { toCsv } from "@/lib/csv";
import type { PreviewRow } from "./compare";
import { readSheet, type Choices } from "./read-file";
import type { Written } from "./write";

export type FailedRow = { line: number; name: string; why: string };

export function invalidRows(rows: readonly PreviewRow[]): FailedRow[] {
  return rows
    .filter(({ kind }) => kind === "invalid")
    .map(({ line, name, why }) => ({ line, name, why: why.join(" ") }));
}

export type Report = {
  created: number;
  updated: number;
  unchanged: number;
  kept: number;
  failed: FailedRow[];
  /** Sent, but the import was stopped before the answer. */
  unknown: FailedRow[];
  unsent: FailedRow[];
};

export function reportOf(rows: readonly PreviewRow[], written: readonly Written[]): Report {
  const report: Report = {
    created: 0,
    updated: 0,
    unchanged: rows.filter(({ kind }) => kind === "unchanged").length,
    kept: 0,
    failed: invalidRows(rows),
    unknown: [],
    unsent: [],
  };
  for (const { write, outcome } of written) {
    const { line, name } = write.row;
    const because = (why: string): FailedRow => ({ line, name, why });
    if (outcome.kind === "failed") report.failed.push(because(outcome.why));
    else if (outcome.kind === "unsent") report.unsent.push(because("Not sent: the import was stopped."));
    else if (outcome.kind === "unknown")
      report.unknown.push(because("Not known: the import was stopped before the shop answered."));
    else if (outcome.kind === "conflict") report.kept++;
    else report[outcome.kind]++;
  }
  report.failed.sort((one, other) => one.line - other.line);
  return report;
}

/** The rows as in the file, with line number and problem in front. The corrected file can be imported. */
export function failuresCsv(bytes: Uint8Array, choices: Choices, failed: readonly FailedRow[]): string {
  const problems = new Map(failed.map(({ line, why }) => [line, why]));
  const { header, rows } = readSheet(bytes, choices);
  const lines: (string | number)[][] = [["line", "problem", ...header]];
  for (const { line, raw } of rows) {
    const why = problems.get(line);
    if (why !== undefined) lines.push([line, why, ...raw]);
  }
  return toCsv(lines);
}

export const exampleCsv = toCsv([
  ["sku", "name", "price", "quantity", "description", "group", "options"],
  ["LAMP-1", "Brass lamp", "48.00", "12", "Pierced by hand; throws stars on the wall.", "", ""],
  ["TRAY-1", "Walnut tray", "32.50", "30", "Oiled, with two handles.", "", ""],
  ["SHIRT-M", "Linen shirt – M", "60.00", "8", "", "Linen shirt", "size: M"],
  ["SHIRT-L", "Linen shirt – L", "60.00", "5", "", "Linen shirt", "size: L"],
]);

/** "300 products imported" */
export function headline({ created, updated, failed, unknown, unsent }: Report): string {
  const count = (rows: number, one: string) => `${showNumber(rows)} ${one}${rows === 1 ? "" : "s"}`;
  const imported = created + updated;
  const parts = [imported > 0 ? `${count(imported, "product")} imported` : "Nothing was imported"];
  if (failed.length > 0) parts.push(`${count(failed.length, "row")} failed`);
  if (unknown.length > 0) parts.push(`${count(unknown.length, "row")} not known`);
  if (unsent.length > 0) parts.push(`${count(unsent.length, "row")} not sent`);
  return parts.join(", ");
}
