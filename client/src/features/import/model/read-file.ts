import { showNumber } from "@/lib/locale";
import { readNumber, type DecimalSign } from "@/lib/read-number";
import { addEvidence, noEvidence, recognise, type Column, type Field } from "./columns";
import { startOf, type Delimiter } from "./delimiter";
import { decode, detectEncoding, type Encoding } from "./encoding";
import { parseCsv, type CsvRecord } from "./parse-csv";
import { readRow, type ReadRow } from "./read-row";
import { otherKind } from "./file-kind";
import { isForeignId, plainSheet, SheetError, type Sheet, type SheetRow } from "./sheet";
import { isShopify, shopifySheet } from "./shopify";
import { isWooCommerce, wooCommerceSheet } from "./woocommerce";

export const mostRows = 100_000;
export const mostBytes = 100_000_000;

export type Format = "plain" | "shopify" | "woocommerce";

/** The detected settings of a file, which the owner may change. */
export type Inspection = {
  encoding: Encoding;
  certain: boolean;
  delimiter: Delimiter;
  format: Format;
  columns: Column[];
  rows: number;
  /** Lines of the file as they are read, those with other letters than English ones first. */
  excerpt: string[];
};

export type Choices = {
  encoding: Encoding;
  delimiter: Delimiter;
  mapping: (Field | undefined)[];
  sign?: DecimalSign;
  /** The shop's: a price in another one is not read. */
  currency?: string;
};

type Opened = { text: string; delimiter: Delimiter; header: string[]; records: Generator<CsvRecord> };

export function inspect(
  bytes: Uint8Array,
  chosen: { encoding?: Encoding; delimiter?: Delimiter },
): Inspection {
  const detected = detectEncoding(bytes);
  const encoding = chosen.encoding ?? detected.encoding;
  const { text, delimiter, header, records } = open(bytes, encoding, chosen.delimiter);
  return {
    encoding,
    certain: detected.certain,
    delimiter,
    format: isShopify(header) ? "shopify" : isWooCommerce(header) ? "woocommerce" : "plain",
    ...inspectColumns(header, records),
    excerpt: excerptOf(text),
  };
}

export function* readFile(bytes: Uint8Array, choices: Choices): Generator<ReadRow> {
  for (const row of readSheet(bytes, choices).rows) yield readRow(row, choices);
}

/** The cells as in the file, by its own headings. */
export function readSheet(
  bytes: Uint8Array,
  choices: Choices,
): { header: string[]; rows: Generator<SheetRow> } {
  const { delimiter, header, records } = open(bytes, choices.encoding, choices.delimiter);
  const sheet = sheetOf(header, choices, delimiter);
  function* rows() {
    for (const record of records) yield sheet.read(record);
  }
  return { header: sheet.header, rows: rows() };
}

function open(bytes: Uint8Array, encoding: Encoding, chosen?: Delimiter): Opened {
  const kind = otherKind(bytes);
  if (kind)
    throw new SheetError(`This file is ${kind}, not CSV. Save it as CSV in the program that made it.`);
  const text = decode(bytes, encoding);
  const { from, line, delimiter } = startOf(text, chosen);
  const records = parseCsv(text, delimiter, from, line);
  const head = records.next();
  if (head.done) throw new SheetError("The file is empty.");
  if (head.value.fault)
    throw new SheetError("The line of the headings has a quotation mark that is not closed.");
  const header = head.value.cells.map((cell) => cell.trim());
  if (isProduct(header))
    throw new SheetError("The first line is a product. Write a line above it that names the columns.");
  return { text, delimiter, header, records };
}

/** In a file without headings the first product would be read as headings and lost. */
function isProduct(header: string[]): boolean {
  return header.some((cell) => readNumber(cell) !== undefined) && !recognise(header).some(Boolean);
}

function sheetOf(header: string[], { mapping }: Choices, delimiter: Delimiter): Sheet {
  if (isShopify(header)) return shopifySheet(header, delimiter);
  if (isWooCommerce(header)) return wooCommerceSheet(header, delimiter);
  return plainSheet(header, mapping, delimiter);
}

const mostSamples = 3;

function inspectColumns(
  header: string[],
  records: Iterable<CsvRecord>,
): Pick<Inspection, "columns" | "rows"> {
  const columns: Column[] = recognise(header).map((field, index) => ({
    heading: header[index] ?? "",
    ...(field && { field }),
    samples: [],
    numbers: noEvidence(),
  }));
  const ids: string[] = [];
  let rows = 0;
  for (const { cells } of records) {
    if (++rows > mostRows) throw new SheetError(`A file has at most ${showNumber(mostRows)} rows.`);
    columns.forEach((column, index) => {
      const cell = cells[index]?.trim() ?? "";
      if (cell === "") return;
      if (column.samples.length < mostSamples) column.samples.push(cell);
      if (column.field === "id") ids.push(cell);
      if (/^\D{0,4}\d[\d.,\s'’]*\D{0,4}$/.test(cell)) addEvidence(column.numbers, cell);
    });
  }
  if (rows === 0) throw new SheetError("The file has headings, and no rows under them.");
  if (isForeignId(ids)) for (const column of columns) if (column.field === "id") delete column.field;
  return { columns, rows };
}

function excerptOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/, 20_000).filter((line) => line.trim() !== "");
  const foreign = lines.slice(1).filter((line) => /[^\0-\x7F]/.test(line));
  return [...lines.slice(0, 1), ...(foreign.length > 0 ? foreign : lines.slice(1)).slice(0, 5)];
}
