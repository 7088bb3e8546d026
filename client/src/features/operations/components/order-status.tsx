import { Badge, type Tone } from "@/components/ui/badge";
import type { OrderStatus } from "@/lib/api-client";

const looks: Record<OrderStatus, { name: string; tone: Tone }> = {
  pending: { name: "Pending", tone: "plain" },
  completed: { name: "Completed", tone: "good" },
  refunded: { name: "Refunded", tone: "warn" },
  rejected: { name: "Rejected", tone: "bad" },
  cancelled: { name: "Cancelled", tone: "plain" },
};

export function statusName(status: OrderStatus): string {
  return looks[status].name;
}

export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  return <Badge tone={looks[status].tone}>{looks[status].name}</Badge>;
}
