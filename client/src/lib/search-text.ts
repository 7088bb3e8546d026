const longest = 100; // characters, as the API takes them

/** The question in an address: the router has made a number of one that looks like it. Undefined when there is none. */
export function readSearchText(raw: unknown): string | undefined {
  const text = typeof raw === "number" ? String(raw) : raw;
  return typeof text === "string" ? text.trim().slice(0, longest) || undefined : undefined;
}
