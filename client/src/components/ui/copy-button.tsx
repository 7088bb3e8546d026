import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { announce } from "@/lib/announce";
import { toast } from "@/lib/toasts";
import { Button } from "./button";

/** `what`: names the text: "Payment reference". Browsers copy only on a page that came over https or from this machine. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  if (!window.isSecureContext) return null;

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(`${what} copied.`);
    } catch {
      toast(`${what} could not be copied. Select it and copy it by hand.`, "bad");
    }
  }

  const Icon = copied ? Check : Copy;
  return (
    <Button
      look="quiet"
      size="icon"
      aria-label={`Copy ${what.toLowerCase()}`}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
    >
      <Icon size={16} aria-hidden />
    </Button>
  );
}
