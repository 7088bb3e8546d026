import type { NewCustomer } from "@/lib/api-client";
import { isCountry } from "@/lib/countries";
import { contactFields, type ContactErrors, type ContactField, type ContactText } from "./contact-fields";

/** The limits are those of openapi/payment.json. */
const rules: Record<ContactField, (text: string) => string | undefined> = {
  email: whyNotEmail,
  name: (text) => whyNotText(text, "Enter your name.", 200),
  line1: (text) => whyNotText(text, "Enter your street and house number.", 200),
  line2: (text) => whyTooLong(text, 200),
  postal_code: (text) => whyTooLong(text, 20),
  city: (text) => whyNotText(text, "Enter your city.", 100),
  country: (text) => (isCountry(text) ? undefined : "Choose your country."),
};

export function readContact(text: ContactText): { customer: NewCustomer } | { errors: ContactErrors } {
  const typed = Object.fromEntries(contactFields.map((field) => [field, text[field].trim()])) as ContactText;
  const errors: ContactErrors = {};
  for (const field of contactFields) {
    const why = rules[field](typed[field]);
    if (why) errors[field] = why;
  }
  if (Object.keys(errors).length > 0) return { errors };
  const { email, name, ...address } = typed;
  return { customer: { email, name, address } };
}

function whyNotEmail(text: string): string | undefined {
  if (text === "") return "Enter your e-mail address.";
  if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text)) return "An e-mail address looks like ada@example.com.";
  return whyTooLong(text, 254);
}

function whyNotText(text: string, missing: string, most: number): string | undefined {
  return text === "" ? missing : whyTooLong(text, most);
}

/** Characters as the services count them: an emoji is one. */
function whyTooLong(text: string, most: number): string | undefined {
  return Array.from(text).length > most ? `At most ${most} characters.` : undefined;
}
