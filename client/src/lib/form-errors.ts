import { asProblem } from "./problem";

export type FormErrors = { fields: Record<string, string>; form?: string };

/**
 * Puts a refusal where it belongs. A 422 says where: ["body", "quantity"], ["body", "items", 3, "price"]. Other errors
 * belong to the form as a whole. Array fields are named "items.3.price".
 */
export function formErrors(error: unknown, known: (field: string) => boolean): FormErrors {
  const problem = asProblem(error);
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const { loc, msg } of problem.fields) {
    const field = loc.slice(loc[0] === "body" ? 1 : 0).join(".");
    if (known(field)) fields[field] ??= msg;
    else rest.push(field ? `${field}: ${msg}` : msg);
  }
  if (problem.fields.length === 0) rest.push(problem.message);
  return rest.length > 0 ? { fields, form: rest.join(" ") } : { fields };
}
