import { Badge, type Tone } from "@/components/ui/badge";
import type { Mail } from "../api/list-mails";

const looks: Record<Mail["state"], { label: string; tone: Tone }> = {
  waiting: { label: "Waiting", tone: "accent" },
  sent: { label: "Sent", tone: "good" },
  file: { label: "Saved as a file", tone: "plain" },
  refused: { label: "Refused", tone: "bad" },
  erased: { label: "Not sent", tone: "plain" },
};

export function MailState({ state }: Pick<Mail, "state">) {
  const { label, tone } = looks[state];
  return <Badge tone={tone}>{label}</Badge>;
}
