import { toCsv } from "@/lib/csv";
import type { PreviewRow } from "./preview";
import type { FailedRow } from "./send-rows";

export function invalidRows(rows: readonly PreviewRow[]): FailedRow[] {
  return rows
    .filter(({ outcome }) => outcome === "invalid")
    .map(({ line, raw, name, problems }) => ({ line, raw, name, why: problems.join(" ") }));
}

/** The rows as they were in the file, with line and reason behind: mended, it can be imported as it is. */
export function failuresCsv(header: readonly string[], failed: readonly FailedRow[]): string {
  const rows = [...failed].sort((one, other) => one.line - other.line);
  return toCsv([
    [...header, "line", "problem"],
    ...rows.map(({ raw, line, why }) => [...header.map((_, index) => raw[index] ?? ""), line, why]),
  ]);
}

export const exampleCsv = toCsv([
  ["name", "price", "quantity", "description"],
  ["Brass lamp", "48.00", "12", "Pierced by hand; throws stars on the wall."],
  ["Walnut tray", "32.50", "30", "Oiled, with two handles."],
]);
