import { Eye, EyeOff } from "lucide-react";
import { useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field, inputStyle } from "@/components/ui/field";
import { useSignIn } from "../api/sign-in";

/** The layout that watches the session decides what follows a sign-in. */
export function SignInForm() {
  const { signIn, pending, refusal } = useSignIn();
  const [missing, setMissing] = useState(false);
  const [shown, setShown] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const token = input.current?.value.trim() ?? "";
    setMissing(token === "");
    if (token === "" || !(await signIn(token))) input.current?.select();
  }

  const error = missing ? "Enter the store's token." : refusal;
  return (
    <form className="flex flex-col gap-5" noValidate onSubmit={(event) => void submit(event)}>
      <Field
        label="Store token"
        error={pending ? undefined : error}
        hint="It was chosen when the store was set up."
      >
        {(wiring) => (
          <div className="relative">
            <input
              ref={input}
              data-autofocus
              type={shown ? "text" : "password"}
              name="token"
              autoComplete="current-password"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={500}
              className={`${inputStyle} pe-12`}
              {...wiring}
            />
            <button
              type="button"
              aria-label="Show the token"
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
              className="absolute top-1/2 end-1 grid size-9 -translate-y-1/2 place-items-center rounded-md text-muted hover:bg-sunken"
            >
              {shown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
            </button>
          </div>
        )}
      </Field>
      <Button type="submit" look="primary" size="lg" aria-disabled={pending}>
        {pending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
