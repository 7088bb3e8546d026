import { readNumber } from "@/lib/read-number";
import { textOfCell } from "@/lib/csv";
import { isUlid } from "@/lib/ulid";
import { headingKey, type Field } from "./columns";
import type { Delimiter } from "./delimiter";
import type { CsvRecord } from "./parse-csv";

/** A record by our fields. `fault`: why it cannot be read. `skipped`: why it is no product, which is not a fault. */
export type SheetRow = {
  line: number;
  raw: string[];
  cells: Partial<Record<Field, string>>;
  fault?: string;
  skipped?: string;
  notes: string[];
};

/** Reads the records of one file; `header` is what its rows are written back under. */
export type Sheet = { header: string[]; read: (record: CsvRecord) => SheetRow };

/** The file cannot be read. */
export class SheetError extends Error {
  override readonly name = "SheetError";
}

export function plainSheet(
  header: readonly string[],
  mapping: readonly (Field | undefined)[],
  delimiter: Delimiter,
): Sheet {
  const at = (field: Field) => mapping.indexOf(field);
  const numeric = [at("price"), at("quantity")].filter((index) => index >= 0);
  return {
    header: [...header],
    read: (record) => {
      const { line, cells: raw } = record;
      const cells: SheetRow["cells"] = {};
      mapping.forEach((field, index) => {
        const text = textOfCell(raw[index]?.trim() ?? "");
        if (field && text) cells[field] = text;
      });
      const fault =
        faultOf(record, header.length, delimiter, numeric) ??
        splitNumber(raw, delimiter, numeric, at("description"));
      return { line, raw, cells, notes: [], ...(fault && { fault }) };
    },
  };
}

/** What can be wrong with a record of any format. `numeric`: the places of price and stock. */
export function faultOf(
  { line, cells, fault }: CsvRecord,
  width: number,
  delimiter: Delimiter,
  numeric: readonly number[],
): string | undefined {
  if (fault) return fault;
  const surplus = cells.slice(width).some((cell) => cell.trim() !== "");
  if (surplus || cells.length < width)
    return `${cells.length} ${cells.length === 1 ? "cell" : "cells"} for ${width} columns.`;
  return swallowedLines(line, cells, width, delimiter, numeric);
}

/** Two stray quotes make one cell of all the lines between them. */
function swallowedLines(
  line: number,
  cells: readonly string[],
  width: number,
  delimiter: Delimiter,
  numeric: readonly number[],
): string | undefined {
  const long = cells.find((cell) => {
    const [, ...rest] = cell.split(/\r\n|\n|\r/);
    return rest.map((text) => text.split(delimiter)).some((inner) => looksLikeRow(inner, width, numeric));
  });
  if (long === undefined) return undefined;
  const last = line + long.split(/\r\n|\n|\r/).length - 1;
  return `Lines ${line} to ${last} are one cell, but look like rows. Is a quotation mark missing?`;
}

function looksLikeRow(cells: readonly string[], width: number, numeric: readonly number[]): boolean {
  return (
    cells.length === width &&
    numeric.length > 0 &&
    numeric.every((index) => readNumber(cells[index] ?? "") !== undefined)
  );
}

/** "Cord,0,75,100" may be a cord for 0,75: an unquoted decimal comma moves what follows one column on. */
function splitNumber(
  raw: readonly string[],
  delimiter: Delimiter,
  numeric: readonly number[],
  description: number,
): string | undefined {
  const follows = delimiter === "," && numeric.includes(description - 1);
  if (!follows || !/^\s*\d+([.,]\d+)?\s*$/.test(raw[description] ?? "")) return undefined;
  return "The description is only a number. Is there a comma inside a number? Put that number in quotation marks.";
}

/** An id column of another shop is left out. */
export function isForeignId(ids: readonly string[]): boolean {
  return ids.length > 0 && !ids.some(isUlid);
}

/** The cells of a record by their heading. */
export function byHeading(header: readonly string[], { cells }: CsvRecord): (heading: string) => string {
  const keys = header.map(headingKey);
  return (heading) => textOfCell(cells[keys.indexOf(headingKey(heading))]?.trim() ?? "");
}
