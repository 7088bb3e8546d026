import { Badge } from "@/components/ui/badge";
import type { Stage } from "@/lib/order-stage";
import { paymentWords } from "./payment-words";

export function PaymentBadge({ stage }: { stage: Stage }) {
  const { label, tone } = paymentWords[stage];
  return <Badge tone={tone}>{label}</Badge>;
}
