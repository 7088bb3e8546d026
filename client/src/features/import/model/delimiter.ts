import { parseCsv } from "./parse-csv";

export const delimiters = { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Vertical bar" } as const;
export type Delimiter = keyof typeof delimiters;

const isDelimiter = (text: string): text is Delimiter => text in delimiters;
const sampled = 50;

/** Where the records begin: behind the line "sep=;" by which a file names its delimiter for spreadsheets. */
export type Start = { from: number; line: number; delimiter: Delimiter };

export function startOf(text: string, chosen?: Delimiter): Start {
  const mark = /^sep=(.)\r?\n?/i.exec(text);
  const named = mark?.[1] ?? "";
  const from = mark?.[0].length ?? 0;
  const line = mark ? 2 : 1;
  return { from, line, delimiter: chosen ?? (isDelimiter(named) ? named : guess(text, from)) };
}

/** The one by which most records have as many cells as the headings; of several, the one that makes most columns. */
function guess(text: string, from: number): Delimiter {
  const scores = (Object.keys(delimiters) as Delimiter[]).map((delimiter) => {
    let width = 0;
    let fitting = 0;
    let read = 0;
    for (const { cells } of parseCsv(text, delimiter, from)) {
      if (read === 0) width = cells.length;
      if (cells.length === width) fitting++;
      if (++read === sampled) break;
    }
    return { delimiter, width, fitting: width > 1 ? fitting : 0 };
  });
  const best = scores.reduce((one, other) =>
    other.fitting > one.fitting || (other.fitting === one.fitting && other.width > one.width) ? other : one,
  );
  return best.delimiter;
}
