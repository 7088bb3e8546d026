import { Badge, type Tone } from "@/components/ui/badge";
import type { OrderLine, OrderStatus } from "@/lib/api-client";

const looks: Record<OrderLine["status"], { name: string; tone: Tone }> = {
  pending: { name: "Pending", tone: "plain" },
  reserved: { name: "Reserved", tone: "accent" },
  completed: { name: "Completed", tone: "good" },
  refunded: { name: "Refunded", tone: "warn" },
  rejected: { name: "Rejected", tone: "bad" },
  cancelled: { name: "Cancelled", tone: "plain" },
};

/** The status as a filter: an order that was refunded in part is completed. */
export function filterName(status: OrderStatus): string {
  return status === "refunded" ? "Fully refunded" : looks[status].name;
}

export function OrderStatusBadge({ status }: { status: OrderLine["status"] }) {
  return <Badge tone={looks[status].tone}>{looks[status].name}</Badge>;
}
