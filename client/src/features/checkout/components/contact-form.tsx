import type { ComponentProps } from "react";
import { SelectField, TextField } from "@/components/ui/field";
import { countries } from "@/lib/countries";
import { clearContactError, useCheckout } from "../hooks/use-checkout";
import { useContact } from "../hooks/use-contact";
import type { ContactField } from "../model/contact-fields";

type Props = { id: string; onSubmit: () => void };

/** Who the buyer is and where to send the order. The button of the order belongs to this form by its id. */
export function ContactForm({ id, onSubmit }: Props) {
  return (
    <form
      id={id}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      className="flex flex-col gap-8"
    >
      <Part title="Contact">
        <ContactInput
          field="email"
          label="E-mail"
          hint="We mail your confirmation there. With it you can find your order on another device."
          type="email"
          autoComplete="email"
          autoCapitalize="off"
          spellCheck={false}
        />
        <ContactInput field="name" label="Name" autoComplete="name" />
      </Part>
      <Part title="Delivery address">
        <ContactInput field="line1" label="Street and house number" autoComplete="address-line1" />
        <ContactInput
          field="line2"
          label="Apartment, company (optional)"
          optional
          autoComplete="address-line2"
        />
        <div className="grid items-start gap-4 sm:grid-cols-[10rem_1fr]">
          <ContactInput
            field="postal_code"
            label="Postal code"
            hint="Leave empty if your country has none."
            optional
            autoComplete="postal-code"
          />
          <ContactInput field="city" label="City" autoComplete="address-level2" />
        </div>
        <SelectField label="Country" autoComplete="country" {...useField("country")}>
          <option value="">Choose a country</option>
          {countries.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      </Part>
    </form>
  );
}

function Part({ title, children }: ComponentProps<"fieldset"> & { title: string }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-4 text-lg font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

type InputProps = Omit<ComponentProps<typeof TextField>, "value" | "onChange"> & {
  field: ContactField;
  optional?: boolean;
};

function ContactInput({ field, optional, ...input }: InputProps) {
  return <TextField dir="auto" aria-required={!optional} {...input} {...useField(field)} />;
}

function useField(field: ContactField) {
  const value = useContact((contact) => contact.text[field]);
  const type = useContact((contact) => contact.type);
  const error = useCheckout((checkout) => checkout.refusal?.ofContact[field]);
  return {
    name: field,
    value,
    error,
    onChange: (event: { target: { value: string } }) => {
      type(field, event.target.value);
      clearContactError(field);
    },
  };
}
