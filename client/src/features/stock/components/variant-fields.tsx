import { Link } from "@tanstack/react-router";
import { TextField } from "@/components/ui/field";
import type { EditableField } from "../model/changes";
import type { FormText } from "../model/product-form";

type Bound = { name: string; value: string; onChange: (event: { target: { value: string } }) => void };
type Props = {
  bind: (field: EditableField) => Bound;
  errors: Partial<FormText>;
  group: string | undefined;
};

/** Which variant of which group the product is. */
export function VariantFields({ bind, errors, group }: Props) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <TextField
        label="Group"
        hint={
          group ? (
            <Link to="/admin/groups/$id" params={{ id: group }} className="underline underline-offset-4">
              Edit this group
            </Link>
          ) : (
            "Empty: a product by itself."
          )
        }
        error={errors.group}
        autoComplete="off"
        {...bind("group")}
      />
      <TextField
        label="Options"
        hint="Of a variant, such as size: M; colour: red."
        dir="auto"
        error={errors.options}
        autoComplete="off"
        {...bind("options")}
      />
    </div>
  );
}
