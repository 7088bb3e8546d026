type Cell = string | number;

/** By it a spreadsheet knows UTF-8. */
export const utf8Mark = "\uFEFF";

export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return utf8Mark + csvRows(rows);
}

/** RFC 4180. A number stays a number, whatever its sign. */
export function csvRows(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: Cell): string {
  const text = typeof value === "number" ? String(value) : inertText(value);
  return /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const looksLikeFormula = /^'*[=+\-@\t\r]/;
const looksLikeNumber = /^-?\d+([.,]\d+)?$/;

/** A spreadsheet would run a name such as =HYPERLINK(...); an apostrophe makes it text. */
export function inertText(text: string): string {
  return looksLikeFormula.test(text) && !looksLikeNumber.test(text) ? `'${text}` : text;
}

/** The text that inertText was given. */
export function textOfCell(cell: string): string {
  return cell.startsWith("'") && looksLikeFormula.test(cell) ? cell.slice(1) : cell;
}

/** `parts`: a text in one or many parts; a browser keeps a large file on disk. */
export function downloadText(
  name: string,
  parts: BlobPart[] | string,
  type = "text/csv;charset=utf-8",
): void {
  const url = URL.createObjectURL(new Blob(typeof parts === "string" ? [parts] : parts, { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
