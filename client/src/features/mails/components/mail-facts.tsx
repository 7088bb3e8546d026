import { showDate } from "@/lib/dates";
import type { Mail } from "../api/list-mails";
import { MailState } from "./mail-state";

/** Who gets the mail, since when, and whether it was sent. */
export function MailFacts({ mail: { to, at, state } }: { mail: Mail }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="wrap-anywhere">{to ? `To ${to}` : "Customer erased"}</span>
      <time dateTime={at}>{showDate(at)}</time>
      <MailState state={state} />
    </span>
  );
}
