/** What makes a product one of a group's variants: a value for each option of the group. */
export type Options = Record<string, string>;
export type GroupOption = { name: string; values: string[] };

/** "size: M; colour: red", as tables and forms have it. */
export function writeOptions(options: Options): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}: ${value}`)
    .join("; ");
}

/** Undefined: the text names no options. Also "size=M". */
export function parseOptions(text: string): Options | undefined {
  const parts = text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const options: Options = {};
  for (const part of parts) {
    const [, name, value] = /^([^:=]+?)\s*[:=]\s*(.+)$/.exec(part) ?? [];
    if (!name || !value || Object.hasOwn(options, name)) return undefined;
    options[name] = value;
  }
  return options;
}

export function sameOptions(one: Options, other: Options): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** Every choice of one value for each option, in their order: the last option changes first. */
export function combinations(options: readonly GroupOption[]): Options[] {
  return options.reduce<Options[]>(
    (all, { name, values }) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

/** "Friday shirt – M / red": the name of a variant, in the order of the group's options. */
export function variantName(group: string, options: Options): string {
  const values = Object.values(options).join(" / ");
  return values ? `${group} – ${values}` : group;
}

const longestId = 60;

/** The id of a group in addresses: "Friday shirt" is "friday-shirt". Letters that an address has no room for become a number. */
export function groupIdOf(name: string): string {
  const folded = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = folded.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const isWhole = !/[^\x20-\x7e\p{P}\p{S}\p{Z}]/u.test(folded);
  if (words && isWhole && words.length <= longestId) return words;
  return `${words.slice(0, 48)}-${hash(folded).toString(36)}`.replace(/^-|-(?=-)/g, "");
}

/** FNV-1a: the same name always has the same id. */
function hash(text: string): number {
  let value = 2166136261;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 16777619) >>> 0;
  return value;
}
