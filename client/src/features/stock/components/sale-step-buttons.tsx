import { Play, Snowflake, Sun } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { Product } from "@/lib/api-client";
import { changedBy, saleSteps, stepNames } from "../model/sale-step";
import type { StepWanted } from "./sale-step-dialog";

const icons = { start: Play, freeze: Snowflake, release: Sun };

type Props = {
  products: readonly Product[];
  /** After the verb: "Freeze all" */
  object?: string;
  onStep: (wanted: StepWanted) => void;
};

/** A button for each step that changes one of the products. */
export function SaleStepButtons({ products, object = "", onStep }: Props) {
  return stepNames.map((step) => {
    const changed = changedBy(step, products);
    if (changed.length === 0) return null;
    const Icon = icons[step];
    const look = step === "start" ? "primary" : "secondary";
    return (
      <Button key={step} look={look} size="sm" onClick={() => onStep({ step, products: changed })}>
        <Icon size={16} aria-hidden />{" "}
        {step === "start" ? saleSteps.start.verb : saleSteps[step].verb + object}
      </Button>
    );
  });
}
