import { expect, test } from "vitest";
import { readContact } from "./contact";
import { contactFieldOf, type ContactText } from "./contact-fields";

const typed: ContactText = {
  email: " ada@example.com ",
  name: "Ada Lovelace",
  line1: "12 Main Street",
  line2: "",
  postal_code: "",
  city: "London",
  country: "GB",
};

const errorsOf = (changes: Partial<ContactText>) => {
  const read = readContact({ ...typed, ...changes });
  return "errors" in read ? read.errors : {};
};

test("a contact is sent without the spaces around its texts", () => {
  const address = { line1: "12 Main Street", line2: "", postal_code: "", city: "London", country: "GB" };
  const customer = { email: "ada@example.com", name: "Ada Lovelace", address };
  expect(readContact(typed)).toEqual({ customer });
});

test.each(["a@b.c", "ü@example.com", "a+b@example.com", `${"a".repeat(242)}@example.com`])(
  "%s is an e-mail address",
  (email) => expect(errorsOf({ email })).toEqual({}),
);

test.each([
  "",
  "a",
  "@",
  "a@",
  "@b",
  "a@b",
  "a@b.c@d.e",
  "a b@c.d",
  "a@b..c",
  "a@.c",
  `${"a".repeat(243)}@example.com`,
])("%s is not an e-mail address", (email) => expect(Object.keys(errorsOf({ email }))).toEqual(["email"]));

test.each([
  ["name", 200],
  ["line1", 200],
  ["line2", 200],
  ["postal_code", 20],
  ["city", 100],
] as const)("%s has at most %d characters of any script", (field, most) => {
  expect(errorsOf({ [field]: "😀".repeat(most) })).toEqual({});
  expect(errorsOf({ [field]: "x".repeat(most + 1) })).toEqual({ [field]: `At most ${most} characters.` });
});

test("everything but the second line and the postal code is needed", () => {
  const nothing = Object.fromEntries(Object.keys(typed).map((field) => [field, " "]));
  expect(Object.keys(errorsOf(nothing))).toEqual(["email", "name", "line1", "city", "country"]);
  expect(errorsOf({ country: "XX" })).toEqual({ country: "Choose your country." });
});

test("a fault of the service belongs to a field", () => {
  expect(contactFieldOf("customer.email")).toBe("email");
  expect(contactFieldOf("customer.address.postal_code")).toBe("postal_code");
  expect(contactFieldOf("customer.address")).toBeUndefined();
  expect(contactFieldOf("lines.0.id")).toBeUndefined();
});
