import { isAmbiguous, readingsOf, type DecimalSign } from "@/lib/read-number";

export const fields = [
  "id",
  "sku",
  "name",
  "price",
  "quantity",
  "description",
  "image",
  "state",
  "sale_starts_at",
  "sale_ends_at",
  "limit_per_order",
  "limit_per_customer",
  "group",
  "options",
] as const;
export type Field = (typeof fields)[number];

export const fieldNames: Record<Field, string> = {
  id: "Id of the product in this shop",
  sku: "SKU (article number)",
  name: "Name",
  price: "Price",
  quantity: "Stock",
  description: "Description",
  image: "Image",
  state: "State (active, draft or frozen)",
  sale_starts_at: "Start of the sale",
  sale_ends_at: "End of the sale",
  limit_per_order: "Limit per order",
  limit_per_customer: "Limit per customer",
  group: "Group of variants",
  options: "Options, such as size: M",
};

/** How many cells can only be read with that sign, and how many with either. */
export type NumberEvidence = Record<DecimalSign, number> & { ambiguous: string[] };
export type Column = { heading: string; field?: Field; samples: string[]; numbers: NumberEvidence };

/** The words of headings, as shops and spreadsheets write them. */
const words: Record<Field, string> = {
  id: "id",
  sku: "sku|variantsku|productsku|articlenumber|itemnumber|itemno|artikelnummer|artikelnr|artnr|referenz|reference|référence|referencia",
  name: "name|productname|product|title|producttitle|item|itemname|titel|artikel|artikelname|bezeichnung|produkt|produktname|nom|titre|produit|nombre|producto|nome|prodotto|naam",
  price:
    "price|unitprice|saleprice|preis|einzelpreis|stückpreis|verkaufspreis|prix|prixunitaire|precio|preciounitario|prezzo|prijs",
  quantity:
    "quantity|qty|stock|stockquantity|stocklevel|inventory|onhand|units|menge|anzahl|bestand|lagerbestand|quantité|qté|cantidad|existencias|quantità|aantal|voorraad",
  description:
    "description|productdescription|details|beschreibung|produktbeschreibung|descripción|descrizione|beschrijving|omschrijving",
  image:
    "image|images|imageurl|imagelink|imagesrc|picture|pictureurl|photo|bild|bilder|bildurl|foto|imagen|immagine|afbeelding",
  state: "state",
  sale_starts_at: "salestartsat|salestarts|salestart|startofthesale|startofsale",
  sale_ends_at: "saleendsat|saleends|saleend|endofthesale|endofsale",
  limit_per_order: "limitperorder|orderlimit",
  limit_per_customer: "limitpercustomer|customerlimit|limitperperson",
  group: "group|variantgroup|productgroup|variantof",
  options: "options|variantoptions|variant",
};

const known = new Map(
  fields.flatMap((field) => words[field].split("|").map((word) => [headingKey(word), field] as const)),
);

/** What our own list of failures adds to a row. */
const ours = new Set(["line", "problem"]);

/** Headings are the same in spite of case, accents, spaces and punctuation: "Unit Price" is "unit_price". */
export function headingKey(heading: string): string {
  return heading
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Each field once: the first column that has its name. */
export function recognise(headings: readonly string[]): (Field | undefined)[] {
  const taken = new Set<Field>();
  return headings.map((heading) => {
    const field = known.get(headingKey(heading));
    if (!field || taken.has(field)) return undefined;
    taken.add(field);
    return field;
  });
}

export function isUnknown({ heading, field }: Column): boolean {
  return field === undefined && heading.trim() !== "" && !ours.has(headingKey(heading));
}

export const noEvidence = (): NumberEvidence => ({ ".": 0, ",": 0, ambiguous: [] });

const mostExamples = 3;

export function addEvidence(evidence: NumberEvidence, cell: string): void {
  const readings = readingsOf(cell);
  if (isAmbiguous(readings)) {
    if (evidence.ambiguous.length < mostExamples) evidence.ambiguous.push(cell.trim());
  } else if (readings["."] === undefined && readings[","] !== undefined) evidence[","]++;
  else if (readings["."] !== undefined && readings[","] === undefined) evidence["."]++;
}

/** What the price and stock columns say together. `sign`: the one that most of their numbers need. */
export function numbersOf(columns: readonly Column[]): { sign?: DecimalSign; ambiguous: string[] } {
  const counted = columns.filter(({ field }) => field === "price" || field === "quantity");
  const sum = (sign: DecimalSign) => counted.reduce((total, { numbers }) => total + numbers[sign], 0);
  const [point, comma] = [sum("."), sum(",")];
  return {
    ...(point !== comma && { sign: point > comma ? "." : "," }),
    ambiguous: counted.flatMap(({ numbers }) => numbers.ambiguous).slice(0, mostExamples),
  };
}

/** Whether rows can be matched: by id or SKU, or by the fields of a new product. */
export function isUsable(mapped: readonly (Field | undefined)[]): boolean {
  return (["id", "sku", "name"] as const).some((field) => mapped.includes(field));
}
