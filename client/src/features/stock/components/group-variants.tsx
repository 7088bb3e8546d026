import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Group } from "@/lib/api-client";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { showNumber } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import { EmptyGroup } from "./empty-group";
import { PictureEditor } from "./picture-editor";
import { SaleStepButtons } from "./sale-step-buttons";
import { SaleStepDialog, type StepWanted } from "./sale-step-dialog";

/** The variants of a group, each with a link to its sale; the sale of all of them; and the pictures of the first one, which those without their own show. */
export function GroupVariants({ group }: { group: Group }) {
  const [first] = group.variants;
  const [wanted, setWanted] = useState<StepWanted>();
  if (!first) return <EmptyGroup group={group} />;
  return (
    <>
      <Panel title="Variants">
        <div role="group" aria-label="Sale of all variants" className="mb-3 flex flex-wrap gap-2">
          <SaleStepButtons products={group.variants} object=" all" onStep={setWanted} />
        </div>
        <ul className="flex flex-col divide-y divide-line">
          {group.variants.map(({ id, name, price, available, state }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2 text-sm">
              <Link
                to="/admin/products/$id"
                params={{ id }}
                dir="auto"
                className="min-w-0 flex-1 basis-full font-medium underline underline-offset-4 sm:basis-24"
              >
                {name}
              </Link>
              {state === "draft" && <Badge tone="plain">Draft</Badge>}
              {state === "frozen" && <Badge tone="warn">Frozen</Badge>}
              <span className="min-w-20 text-end tabular-nums">{showMoney(price)}</span>
              <span className="min-w-16 text-end tabular-nums text-muted">{showNumber(available)} left</span>
            </li>
          ))}
        </ul>
        <SaleStepDialog wanted={wanted} onClose={() => setWanted(undefined)} />
      </Panel>
      <Panel title="Pictures of all variants">
        <p className="mb-4 text-sm text-muted">
          These belong to {first.name}; variants without pictures of their own show them, too.
        </p>
        <PictureEditor key={first.id} product={first} />
      </Panel>
    </>
  );
}
