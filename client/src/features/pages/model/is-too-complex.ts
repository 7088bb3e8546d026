const deepest = 20;
const mostCells = 5_000;

const marker = /(?:[+*-]|\d{1,9}[.)])(?=[ \t])|>/g;
const markersAtStart = /^(?:[ \t]|>|(?:[+*-]|\d{1,9}[.)])(?=[ \t]))*/;
const rule = /^[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*$/;
const delimiters = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$/;

/**
 * Whether a text would take the parser minutes or more memory than a phone has: quotes and lists inside each other (65,000
 * of ">" are 90 s), and tables whose rows are shorter than their header.
 */
export function isTooComplex(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  const columns = Math.max(0, ...lines.filter((line) => delimiters.test(line)).map(columnsOf));
  return columns * lines.length > mostCells || lines.some((line) => depthOf(line) > deepest);
}

function columnsOf(delimiterRow: string): number {
  return delimiterRow.split("|").length;
}

/** An item of a list may also be nested by its indentation: at least two spaces for each level. */
function depthOf(line: string): number {
  if (rule.test(line)) return 0;
  const start = markersAtStart.exec(line)?.[0] ?? "";
  const markers = start.match(marker)?.length ?? 0;
  const indented = start.replace(/[^ \t]/g, "").length / 2;
  return markers === 0 ? 0 : Math.max(markers, indented);
}
