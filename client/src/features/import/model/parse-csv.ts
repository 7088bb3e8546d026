/** `line` is where the record begins, counted from 1 as an editor does, however many lines its cells take. */
export type CsvRecord = { line: number; cells: string[]; fault?: string };

const longestCell = 100_000;

/**
 * Reads on after what cannot be read: a record whose quotes do not match has a fault, holds its line as it stands, and
 * the next record begins on the next line. Blank lines are left out.
 */
export function* parseCsv(text: string, delimiter: string, from = 0, line = 1): Generator<CsvRecord> {
  let at = from;
  while (at < text.length) {
    const { record, end } = readRecord(text, delimiter, at, line);
    if (record.cells.some((cell) => cell.trim() !== "")) yield record;
    line += countLines(text, at, end);
    at = end;
  }
}

type RecordRead = { record: CsvRecord; end: number };

function readRecord(text: string, delimiter: string, start: number, line: number): RecordRead {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    if (text[at] === '"') {
      const quoted = readQuoted(text, delimiter, at);
      if (!quoted) return asItStands(text, delimiter, start, line);
      cells.push(quoted.cell);
      at = quoted.end;
    } else {
      const end = endOfPlain(text, delimiter, at);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] !== delimiter) return { record: { line, cells }, end: afterBreak(text, at) };
    at++;
  }
}

/** The cell whose opening quote is at `open`; undefined when no quote closes it before a delimiter or a line's end. */
function readQuoted(
  text: string,
  delimiter: string,
  open: number,
): { cell: string; end: number } | undefined {
  let close = open;
  do {
    close = text.indexOf('"', close + 1);
    if (close < 0 || close - open > longestCell) return undefined;
  } while (text[close + 1] === '"' && ++close);
  let end = close + 1;
  while (text[end] === " ") end++;
  if (end < text.length && text[end] !== delimiter && !isBreak(text, end)) return undefined;
  return { cell: text.slice(open + 1, close).replaceAll('""', '"'), end };
}

function asItStands(text: string, delimiter: string, start: number, line: number): RecordRead {
  let end = start;
  while (end < text.length && !isBreak(text, end)) end++;
  const cells = text.slice(start, end).split(delimiter);
  const fault =
    "A quotation mark is not closed within 100,000 characters, or something follows a closed one.";
  return { record: { line, cells, fault }, end: afterBreak(text, end) };
}

function endOfPlain(text: string, delimiter: string, at: number): number {
  while (at < text.length && text[at] !== delimiter && !isBreak(text, at)) at++;
  return at;
}

const isBreak = (text: string, at: number) => text[at] === "\n" || text[at] === "\r";

function afterBreak(text: string, at: number): number {
  return text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : at + 1;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at = afterBreak(text, at)) {
    while (at < to && !isBreak(text, at)) at++;
    if (at < to) lines++;
  }
  return lines;
}
