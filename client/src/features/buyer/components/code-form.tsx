import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { announce } from "@/lib/announce";
import { asProblem } from "@/lib/problem";
import { buyerQuery } from "../api/get-buyer";
import { sendCode, whyNotSent } from "../api/send-code";
import { isSignedIn, verifyCode, whyNotVerified } from "../api/verify-code";
import { useCountdown } from "../hooks/use-countdown";

const resendAfter = 30; // seconds: a mail may take some

type Props = { email: string; onSignedIn: () => void; onOtherEmail: () => void };

export function CodeForm({ email, onSignedIn, onOtherEmail }: Props) {
  const queryClient = useQueryClient();
  const [code, setCode] = useState("");
  const [error, setError] = useState<string>();
  const [pending, setPending] = useState(false);
  const [left, wait] = useCountdown();
  const input = useRef<HTMLInputElement>(null);
  /** The answer for the newest code was lost: it may have been accepted. */
  const lost = useRef(false);
  useEffect(() => {
    wait(resendAfter);
    input.current?.focus();
    // Once, when the code was sent.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  function welcome() {
    announce("You are signed in.");
    onSignedIn();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    try {
      const buyer = await verifyCode(email, code);
      welcome();
      queryClient.setQueryData(buyerQuery().queryKey, buyer);
    } catch (failure) {
      lost.current ||= asProblem(failure).isOutage;
      if (lost.current && (await isSignedIn(queryClient))) return welcome();
      setError(whyNotVerified(failure, lost.current));
      setPending(false);
      input.current?.select();
    }
  }

  async function resend() {
    if (left > 0) return;
    wait(resendAfter);
    try {
      await sendCode(email);
      lost.current = false;
      setError(undefined);
      announce(`A new code was sent to ${email}.`);
    } catch (failure) {
      setError(whyNotSent(failure));
      wait(asProblem(failure).retryAfter ?? resendAfter);
    }
    input.current?.select();
  }

  return (
    <form className="flex flex-col gap-5" noValidate onSubmit={(event) => void submit(event)}>
      <p>
        We sent a code to{" "}
        <strong dir="auto" className="wrap-anywhere">
          {email}
        </strong>
        . It works for ten minutes.
      </p>
      <TextField
        ref={input}
        label="Code"
        hint="Six digits. Look into the spam folder, too."
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        aria-required
        value={code}
        error={pending ? undefined : error}
        onChange={(event) => {
          setCode(event.target.value);
          setError(undefined);
        }}
      />
      <Button type="submit" look="primary" size="lg" aria-disabled={pending}>
        {pending ? "Signing in…" : "Sign in"}
      </Button>
      <div className="flex flex-wrap gap-2">
        <Button
          look="quiet"
          size="sm"
          className="aria-disabled:text-muted"
          aria-disabled={left > 0}
          onClick={() => void resend()}
        >
          {left > 0 ? `Send a new code (in ${left} s)` : "Send a new code"}
        </Button>
        <Button look="quiet" size="sm" onClick={onOtherEmail}>
          Use another e-mail
        </Button>
      </div>
    </form>
  );
}
