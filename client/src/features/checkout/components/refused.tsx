import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { useCheckout } from "../hooks/use-checkout";

/** Why nothing was ordered. Faults of a field are shown at the field. */
export function Refused({ action }: { action: ReactNode }) {
  const why = useCheckout((checkout) => checkout.refusal?.why);
  if (!why) return null;
  const icon = <TriangleAlert size={18} aria-hidden className="shrink-0" />;
  return (
    <div tabIndex={-1} data-refused className="rounded-md outline-none">
      <Notice tone="bad" icon={icon} action={action} alert>
        <span>{`Not ordered: ${why}`}</span>
      </Notice>
    </div>
  );
}
