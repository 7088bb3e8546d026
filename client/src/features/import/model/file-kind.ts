/** Files that are often mistaken for CSV, by their first bytes or characters. */
const signatures: [string, string][] = [
  ["PK\x03\x04", "a spreadsheet (.xlsx, .ods) or an archive"],
  ["\xD0\xCF\x11\xE0", "a spreadsheet of old Excel (.xls)"],
  ["%PDF-", "a PDF"],
  ["\x1F\x8B", "a compressed file"],
];
const beginnings: [RegExp, string][] = [
  [/^\s*<(?:!doctype|html|\?xml|table)/i, "a web page or XML"],
  [/^\s*(?:\[\s*[{[]|\{\s*")/, "JSON"],
];

/** The kind of a file that is not CSV, whatever its name is; undefined: it may be CSV. */
export function otherKind(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 100));
  const text = start.replace("\xEF\xBB\xBF", "");
  const found =
    signatures.find(([signature]) => start.startsWith(signature)) ??
    beginnings.find(([beginning]) => beginning.test(text));
  return found?.[1];
}
