import { useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { announce } from "@/lib/announce";
import { sendCode, whyNotSent } from "../api/send-code";

type Props = { email: string; onChange: (email: string) => void; onSent: () => void };

export function EmailForm({ email, onChange, onSent }: Props) {
  const [error, setError] = useState<string>();
  const [pending, setPending] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const address = email.trim();
    setError(address === "" ? "Enter your e-mail address." : undefined);
    if (address === "") return input.current?.focus();
    setPending(true);
    try {
      await sendCode(address);
      onChange(address);
      announce(`A code was sent to ${address}.`);
      onSent();
    } catch (failure) {
      setError(whyNotSent(failure));
      setPending(false);
      input.current?.focus();
    }
  }

  return (
    <form className="flex flex-col gap-5" noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        ref={input}
        label="E-mail"
        hint="We send you a code. You need no password."
        type="email"
        name="email"
        autoComplete="email"
        autoCapitalize="off"
        spellCheck={false}
        aria-required
        value={email}
        error={pending ? undefined : error}
        onChange={(event) => {
          onChange(event.target.value);
          setError(undefined);
        }}
      />
      <Button type="submit" look="primary" size="lg" aria-disabled={pending}>
        {pending ? "Sending…" : "Send a code"}
      </Button>
    </form>
  );
}
