import { Ban, CircleCheck, CircleSlash, LoaderCircle, Undo2 } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { OrderStatus } from "@/lib/api-client";
import { statuses } from "../model/status";

const icons = {
  pending: LoaderCircle,
  completed: CircleCheck,
  refunded: Undo2,
  rejected: Ban,
  cancelled: CircleSlash,
};

export function StatusBadge({ status }: { status: OrderStatus }) {
  const { label, tone } = statuses[status];
  const Icon = icons[status];
  return (
    <Badge tone={tone}>
      <Icon size={14} aria-hidden className={status === "pending" ? "animate-spin" : undefined} />
      {label}
    </Badge>
  );
}
