import type { Field } from "./columns";
import type { CsvRecord } from "./parse-csv";
import type { Sheet, SheetRow } from "./sheet";

/** What files of other shops say of a product. */
const header: Field[] = ["sku", "name", "price", "quantity", "description", "image"];

/** A sheet of another shop: its rows are written back under our headings, so that each stands for itself. */
export function written(read: (record: CsvRecord) => SheetRow): Sheet {
  return {
    header: [...header],
    read: (record) => {
      const row = read(record);
      if (row.fault) return row;
      const filled = Object.entries(row.cells).filter(([, text]) => text !== "");
      return {
        ...row,
        cells: Object.fromEntries(filled),
        raw: header.map((field) => row.cells[field] ?? ""),
      };
    },
  };
}
