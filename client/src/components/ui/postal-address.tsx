import type { Order } from "@/lib/api-client";
import { countryName } from "@/lib/countries";

type Address = NonNullable<NonNullable<Order["customer"]>["address"]>;

export function PostalAddress({ line1, line2, postal_code, city, country }: Address) {
  const rows = [line1, line2, [postal_code, city].filter(Boolean).join(" "), countryName(country)];
  return (
    <address className="flex flex-col not-italic wrap-anywhere">
      {rows.filter(Boolean).map((row, index) => (
        <span key={index} dir="auto">
          {row}
        </span>
      ))}
    </address>
  );
}
