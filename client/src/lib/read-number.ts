/** The decimal separator: "." as in 1,299.00, "," as in 1.299,00. */
export type DecimalSign = "." | ",";

/** How a language writes decimals, if with one of our two signs; else a point. */
export function decimalSignOf(languages: readonly string[]): DecimalSign {
  const parts = new Intl.NumberFormat([...languages]).formatToParts(0.5);
  return parts.some(({ type, value }) => type === "decimal" && value === ",") ? "," : ".";
}

/**
 * Both readings of a number that a person wrote; undefined where it cannot be one. "1,500" has two, "12,50" and "0,999"
 * have one: thousands come in groups of three and never after a leading zero.
 */
export type Readings = Record<DecimalSign, number | undefined>;

const whole = String.raw`(?:0|[1-9]\d*)`;
const grouped = (group: string) => String.raw`[1-9]\d{0,2}(?:${group}\d{3})+`;
const neutral = grouped(String.raw`[\s'’]`);

const shapes: Record<DecimalSign, RegExp> = {
  ".": new RegExp(String.raw`^-?(?:(?:${whole}|${neutral}|${grouped(",")})(?:\.\d+)?|\.\d+)$`),
  ",": new RegExp(String.raw`^-?(?:(?:${whole}|${neutral}|${grouped("\\.")})(?:,\d+)?|,\d+)$`),
};

export function readingsOf(text: string): Readings {
  const plain = withoutCurrency(text.normalize("NFKC").trim()).replace("−", "-");
  return { ".": readAs(plain, "."), ",": readAs(plain, ",") };
}

/** The value, if the text has one reading or `sign` says which one is meant. */
export function readNumber(text: string, sign?: DecimalSign): number | "ambiguous" | undefined {
  const readings = readingsOf(text);
  if (isAmbiguous(readings)) return sign ? readings[sign] : "ambiguous";
  return readings["."] ?? readings[","];
}

export function isAmbiguous({ ".": point, ",": comma }: Readings): boolean {
  return point !== undefined && comma !== undefined && point !== comma;
}

function readAs(text: string, sign: DecimalSign): number | undefined {
  if (!shapes[sign].test(text)) return undefined;
  const [before = "", after = ""] = text.split(sign);
  return Number(`${before.replace(/[^\d-]/g, "") || "0"}.${after || "0"}`);
}

function withoutCurrency(text: string): string {
  return text.replace(/^(-?)(?:\p{Sc}|[A-Z]{3}\b)\s*/u, "$1").replace(/\s*(?:\p{Sc}|\b[A-Z]{3})$/u, "");
}
