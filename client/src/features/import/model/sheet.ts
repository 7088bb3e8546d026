import Papa from "papaparse";

export const columns = ["id", "name", "price", "quantity", "description", "image"] as const;
export type Column = (typeof columns)[number];

/** `line` is where the row begins in the file, counted from 1, however many lines its cells take. */
export type SheetRow = { line: number; raw: string[]; cells: Partial<Record<Column, string>> };
export type Sheet = { header: string[]; columns: Column[]; ignored: string[]; rows: SheetRow[] };

export const mostRows = 20_000;
export const mostBytes = 10_000_000;

/** Why a file cannot be read at all, in a sentence for whoever chose it. */
export class SheetError extends Error {
  override readonly name = "SheetError";
}

const alsoCalled: Record<string, Column> = { stock: "quantity", product: "name", title: "name" };

export function readSheet(text: string): Sheet {
  const lines = parseLines(text);
  const head = lines.shift();
  if (!head) throw new SheetError("The file is empty.");
  const named = head.raw.map(columnOf);
  const found = columns.filter((column) => named.includes(column));
  const twice = found.find((column) => named.filter((name) => name === column).length > 1);
  if (twice) throw new SheetError(`The file has two columns for the ${twice}.`);
  if (!found.includes("name") && !found.includes("id")) {
    throw new SheetError('The first line must name the columns, with "name" or "id" among them.');
  }
  if (lines.length === 0) throw new SheetError("The file has column names, and no rows under them.");
  if (lines.length > mostRows)
    throw new SheetError(`A file has at most ${mostRows.toLocaleString("en")} rows.`);
  return {
    header: head.raw,
    columns: found,
    ignored: head.raw.filter((name, index) => !named[index] && name.trim() !== ""),
    rows: lines.map(({ line, raw }) => ({ line, raw, cells: cellsOf(raw, named) })),
  };
}

function columnOf(name: string): Column | undefined {
  const plain = name.trim().toLowerCase();
  return columns.find((column) => column === plain) ?? alsoCalled[plain];
}

function cellsOf(raw: string[], named: (Column | undefined)[]): SheetRow["cells"] {
  const cells: SheetRow["cells"] = {};
  named.forEach((column, index) => {
    const text = raw[index]?.trim();
    if (column && text) cells[column] = text;
  });
  return cells;
}

type Line = { line: number; raw: string[] };

function parseLines(text: string): Line[] {
  const lines: Line[] = [];
  const plain = text.replace(/^\uFEFF/, "");
  let line = 1;
  let read = 0;
  Papa.parse<string[]>(plain, {
    delimiter: delimiterOf(plain),
    step({ data, meta }) {
      if (data.some((cell) => cell.trim() !== "")) lines.push({ line, raw: data });
      for (; read < meta.cursor; read++) {
        const isBreak = plain[read] === "\n" || (plain[read] === "\r" && plain[read + 1] !== "\n");
        if (isBreak) line++;
      }
    },
  });
  return lines;
}

/** What the line of column names uses most. Papa's own guess needs more lines than a short file has. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/)).replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((one) => ({ one, count: head.split(one).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).one;
}
