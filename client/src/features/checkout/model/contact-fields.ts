/** In the order of the form. */
export const contactFields = ["email", "name", "line1", "line2", "postal_code", "city", "country"] as const;
export type ContactField = (typeof contactFields)[number];
export type ContactText = Record<ContactField, string>;
export type ContactErrors = Partial<ContactText>;

/** The field of a fault: "customer.email", "customer.address.city". */
export function contactFieldOf(location: string): ContactField | undefined {
  return contactFields.find(
    (field) => location === `customer.${field}` || location === `customer.address.${field}`,
  );
}
