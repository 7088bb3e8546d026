/** Those that a spreadsheet or a shop writes, in the words of the Encoding Standard. */
export const encodings = {
  "utf-8": "Unicode (UTF-8)",
  "utf-16le": "Unicode (UTF-16)",
  "utf-16be": "Unicode (UTF-16, big endian)",
  "windows-1252": "Western European (Windows-1252)",
  "iso-8859-15": "Western European (ISO 8859-15)",
  macintosh: "Western European (Macintosh)",
  "windows-1250": "Central European (Windows-1250)",
  "windows-1251": "Cyrillic (Windows-1251)",
  "windows-1253": "Greek (Windows-1253)",
  "windows-1254": "Turkish (Windows-1254)",
  "windows-1255": "Hebrew (Windows-1255)",
  "windows-1256": "Arabic (Windows-1256)",
  shift_jis: "Japanese (Shift JIS)",
  "euc-kr": "Korean (EUC-KR)",
  gb18030: "Chinese (GB 18030)",
  big5: "Chinese (Big5)",
} as const;

export type Encoding = keyof typeof encodings;
export type Detected = { encoding: Encoding; certain: boolean };

/** Unicode can be recognized. Everything else is a guess that the owner can change. */
export function detectEncoding(bytes: Uint8Array): Detected {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return { encoding: "utf-8", certain: isUtf8(bytes) };
  if (startsWith(bytes, [0xff, 0xfe])) return { encoding: "utf-16le", certain: true };
  if (startsWith(bytes, [0xfe, 0xff])) return { encoding: "utf-16be", certain: true };
  const wide = utf16WithoutMark(bytes);
  if (wide) return { encoding: wide, certain: true };
  if (isUtf8(bytes)) return { encoding: "utf-8", certain: true };
  return { encoding: mostlyUtf8(bytes) ? "utf-8" : "windows-1252", certain: false };
}

/** Unreadable bytes become U+FFFD, which no row may hold. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

const startsWith = (bytes: Uint8Array, mark: number[]) => mark.every((byte, at) => bytes[at] === byte);

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Every other byte of Latin text is zero in UTF-16; no other encoding of text has zeros. */
function utf16WithoutMark(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const sample = bytes.subarray(0, 1_000);
  const zeros = [0, 0];
  sample.forEach((byte, at) => byte === 0 && zeros[at % 2]!++);
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) < sample.length / 8) return undefined;
  return odd > even ? "utf-16le" : "utf-16be";
}

/** A UTF-8 file with a few broken bytes is still one; by chance, other text is valid UTF-8 at a few places only. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = decode(bytes, "utf-8");
  const unreadable = text.match(/\uFFFD/g)?.length ?? 0;
  const foreign = text.match(/[^\0-\x7F\uFFFD]/gu)?.length ?? 0;
  return foreign > 4 * unreadable;
}
