import { storage } from "@/lib/storage";
import { headingKey, type Field } from "./columns";

const key = "souk-import-columns";
const mostKept = 20;

type Kept = { headings: string; mapping: (Field | null)[] };

/** The column mapping that the owner chose for these headings. Storage may be unavailable. */
export function recallMapping(headings: readonly string[]): (Field | undefined)[] | undefined {
  const mapping = read().find((one) => one.headings === idOf(headings))?.mapping;
  return mapping?.map((field) => field ?? undefined);
}

export function rememberMapping(headings: readonly string[], mapping: readonly (Field | undefined)[]): void {
  const others = read().filter((one) => one.headings !== idOf(headings));
  const kept: Kept[] = [
    { headings: idOf(headings), mapping: mapping.map((field) => field ?? null) },
    ...others.slice(0, mostKept - 1),
  ];
  try {
    storage.setItem(key, JSON.stringify(kept));
  } catch {
    // It is asked again next time.
  }
}

const idOf = (headings: readonly string[]) => headings.map(headingKey).join("|");

function read(): Kept[] {
  try {
    return JSON.parse(storage.getItem(key) ?? "[]") as Kept[];
  } catch {
    return [];
  }
}
