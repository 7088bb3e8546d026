import type { Product } from "@/lib/api-client";

const namesShown = 6;

/** The names of products that a question is about; of many, the first ones. */
export function NameList({ products }: { products: readonly Pick<Product, "id" | "name">[] }) {
  return (
    <ul className="rounded-md bg-sunken px-4 py-3 text-sm">
      {products.slice(0, namesShown).map(({ id, name }) => (
        <li key={id} dir="auto" className="truncate py-0.5">
          {name}
        </li>
      ))}
      {products.length > namesShown && (
        <li className="py-0.5 text-muted">and {products.length - namesShown} more</li>
      )}
    </ul>
  );
}
