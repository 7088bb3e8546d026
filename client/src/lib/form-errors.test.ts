import { expect, test } from "vitest";
import { formErrors } from "./form-errors";
import { Problem } from "./problem";

const known = (field: string) => ["quantity", "items.3.price"].includes(field);

function invalid(...fields: { loc: (string | number)[]; msg: string }[]) {
  return new Problem(
    422,
    "validation_failed",
    "Not valid.",
    fields.map((one) => ({ ...one, type: "x" })),
  );
}

test("a 422 lands on its field", () => {
  expect(formErrors(invalid({ loc: ["body", "quantity"], msg: "At least 1." }), known)).toEqual({
    fields: { quantity: "At least 1." },
  });
});

test("a field in an array is named by its place", () => {
  expect(formErrors(invalid({ loc: ["body", "items", 3, "price"], msg: "Too much." }), known).fields).toEqual(
    {
      "items.3.price": "Too much.",
    },
  );
});

test("the first of several errors of a field is shown", () => {
  const error = invalid(
    { loc: ["body", "quantity"], msg: "First." },
    { loc: ["body", "quantity"], msg: "Second." },
  );
  expect(formErrors(error, known).fields.quantity).toBe("First.");
});

test("an error without a field of the form belongs to the form", () => {
  expect(formErrors(invalid({ loc: ["body", "id"], msg: "Unknown." }), known)).toEqual({
    fields: {},
    form: "id: Unknown.",
  });
  expect(formErrors(new Problem(409, "sold_out", "Sold out."), known)).toEqual({
    fields: {},
    form: "Sold out.",
  });
  expect(formErrors(new Error("Odd."), known).form).toBe("Odd.");
});
