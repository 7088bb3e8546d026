import { useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Order } from "@/lib/api-client";
import { findOrder, whyNotFound, type OrderLookup } from "../api/find-order";

type Errors = Partial<OrderLookup>;

const missing: OrderLookup = {
  number: "Enter the order's number.",
  email: "Enter the e-mail address of the order.",
};

export function FindOrderForm({ onFound }: { onFound: (order: Order) => void }) {
  const [text, setText] = useState<OrderLookup>({ number: "", email: "" });
  const [errors, setErrors] = useState<Errors>({});
  const [refusal, setRefusal] = useState<string>();
  const [pending, setPending] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const lookup = { number: text.number.trim(), email: text.email.trim() };
    const empty = (["number", "email"] as const).filter((field) => lookup[field] === "");
    setErrors(Object.fromEntries(empty.map((field) => [field, missing[field]])));
    setRefusal(undefined);
    if (empty[0]) return form.current?.querySelector<HTMLElement>(`[name=${empty[0]}]`)?.focus();
    setPending(true);
    try {
      onFound(await findOrder(lookup));
    } catch (error) {
      setRefusal(whyNotFound(error));
    } finally {
      setPending(false);
    }
  }

  function bind(field: keyof OrderLookup) {
    return {
      name: field,
      value: text[field],
      error: errors[field],
      "aria-required": true,
      onChange: (event: { target: { value: string } }) => {
        setText({ ...text, [field]: event.target.value });
        setErrors({ ...errors, [field]: undefined });
      },
    };
  }

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <TextField
        label="Order number"
        hint="Eight letters and digits, such as K7QX-04MZ."
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        {...bind("number")}
      />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="email"
        autoCapitalize="off"
        spellCheck={false}
        {...bind("email")}
      />
      {refusal && (
        <Notice tone="bad" alert>
          {refusal}
        </Notice>
      )}
      <Button type="submit" look="primary" size="lg" aria-disabled={pending}>
        {pending ? "Searching…" : "Find order"}
      </Button>
    </form>
  );
}
