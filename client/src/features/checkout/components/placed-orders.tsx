import { Link } from "@tanstack/react-router";
import { ArrowRight, CircleCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { buttonStyle } from "@/components/ui/button";
import { ProductArt } from "@/components/ui/product-art";
import { showMoney } from "@/lib/money";
import type { Outcome } from "../model/outcome";

type Placed = Extract<Outcome, { kind: "placed" }>;

export function PlacedOrders({ placed }: { placed: Placed[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that had the focus may be gone; the news is here.
  useEffect(() => heading.current?.focus(), [placed.length]);
  return (
    <section aria-labelledby="placed" className="flex flex-col gap-4">
      <h2
        ref={heading}
        tabIndex={-1}
        id="placed"
        className="scroll-mt-40 outline-none flex items-center gap-2 text-lg text-good"
      >
        <CircleCheck size={20} aria-hidden />
        {placed.length === 1 ? "One order placed" : `${placed.length} orders placed`}
      </h2>
      <ul className="divide-y divide-line rounded-lg bg-raised px-4 inset-ring inset-ring-line sm:px-6">
        {placed.map(({ order, wanted, repriced }) => (
          <li key={order.pk} className="flex flex-wrap items-center gap-4 py-4">
            <ProductArt id={wanted.id} image={wanted.image} className="size-14 rounded-md" />
            <div className="min-w-0 flex-1 basis-40">
              <p dir="auto" className="font-semibold">
                {order.product_name}
              </p>
              <p className="text-sm text-muted tabular-nums">
                {order.quantity} × {showMoney(order.total)} = {showMoney(order.amount)}
              </p>
              {repriced && (
                <p className="text-sm font-medium text-warn">
                  The price changed in the last second; this is the new amount.
                </p>
              )}
            </div>
            <Link to="/orders/$pk" params={{ pk: order.pk }} className={buttonStyle({ size: "sm" })}>
              Follow this order <ArrowRight size={16} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
