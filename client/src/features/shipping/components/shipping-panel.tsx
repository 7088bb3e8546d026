import { Panel } from "@/components/ui/panel";
import type { Order } from "@/lib/api-client";
import { showDate } from "@/lib/dates";
import { FulfilButtons } from "./fulfil-buttons";

const words = { open: "Not packed yet.", packed: "Packed, not shipped yet." };

/** The goods of a paid order. */
export function ShippingPanel({ order }: { order: Order }) {
  const { fulfilment, status } = order;
  if (!fulfilment) return null;
  const { state, tracking, shipped_at } = fulfilment;
  if (status !== "completed" && state !== "shipped") return null;
  return (
    <Panel title="Shipping">
      <div className="flex flex-col gap-4 text-sm">
        <p className="wrap-anywhere">
          {state === "shipped" ? `Shipped${shipped_at ? ` on ${showDate(shipped_at)}` : ""}.` : words[state]}
          {tracking && ` Tracking number: ${tracking}`}
        </p>
        {status === "completed" && <FulfilButtons order={order} />}
      </div>
    </Panel>
  );
}
