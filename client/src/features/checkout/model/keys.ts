/**
 * The idempotency key of each line under way. Kept in the browser until the order is known, so that a double click, a
 * lost answer or a reload in between cannot buy twice.
 */
type Kept = Record<string, { quantity: number; key: string }>;

const name = "souk.checkout";

function read(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Kept) : {};
  } catch {
    return {};
  }
}

/** The same line keeps its key; another quantity is another order. */
export function keyFor(id: string, quantity: number): string {
  const kept = read();
  const known = kept[id];
  if (known?.quantity === quantity) return known.key;
  const key = crypto.randomUUID();
  localStorage.setItem(name, JSON.stringify({ ...kept, [id]: { quantity, key } }));
  return key;
}

export function forgetKey(id: string): void {
  const kept = read();
  delete kept[id];
  localStorage.setItem(name, JSON.stringify(kept));
}
