import { Ban, CircleCheck, CircleSlash, CreditCard, Hourglass, LoaderCircle, Undo2 } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Stage } from "@/lib/order-stage";
import { stageWords } from "../model/stage-words";

const icons = {
  preparing: LoaderCircle,
  reserving: LoaderCircle,
  opening: LoaderCircle,
  to_pay: CreditCard,
  confirming: LoaderCircle,
  unknown: Hourglass,
  cancelling: LoaderCircle,
  timing_out: Hourglass,
  completed: CircleCheck,
  partly_refunded: Undo2,
  refunded: Undo2,
  rejected: Ban,
  cancelled: CircleSlash,
  paying_back: Undo2,
  paid_back: Undo2,
};

export function StatusBadge({ stage }: { stage: Stage }) {
  const { label, tone } = stageWords[stage];
  const Icon = icons[stage];
  return (
    <Badge tone={tone}>
      <Icon size={14} aria-hidden className={Icon === LoaderCircle ? "animate-spin" : undefined} />
      <span>{label}</span>
    </Badge>
  );
}
