import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { isUlid } from "@/lib/ulid";

export function FindOrder({ onFind }: { onFind: (pk: string) => void }) {
  const [pk, setPk] = useState("");
  const [error, setError] = useState<string>();

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = pk.trim().toUpperCase();
    if (isUlid(wanted)) onFind(wanted);
    else setError("An order ID has 26 letters and digits.");
  }

  return (
    <form noValidate onSubmit={submit} className="flex w-full max-w-md items-start gap-2">
      <TextField
        label="Order ID"
        hideLabel
        placeholder="Order ID"
        className="flex-1"
        autoComplete="off"
        spellCheck={false}
        value={pk}
        error={error}
        onChange={(event) => {
          setPk(event.target.value);
          setError(undefined);
        }}
      />
      <Button type="submit">Find order</Button>
    </form>
  );
}
