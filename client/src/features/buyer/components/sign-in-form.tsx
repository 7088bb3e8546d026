import { useState } from "react";
import { CodeForm } from "./code-form";
import { EmailForm } from "./email-form";

/** First the address, then the code that was sent to it. The page that watches the buyer decides what follows. */
export function SignInForm({ onSignedIn }: { onSignedIn: (email: string) => void }) {
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);

  if (sent)
    return (
      <CodeForm email={email} onSignedIn={() => onSignedIn(email)} onOtherEmail={() => setSent(false)} />
    );
  return <EmailForm email={email} onChange={setEmail} onSent={() => setSent(true)} />;
}
