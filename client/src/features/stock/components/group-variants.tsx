import type { Group } from "@/lib/api-client";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { showNumber } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import { PictureEditor } from "./picture-editor";

/** The variants that a group has, and the pictures of the first one, which those without their own show. */
export function GroupVariants({ group }: { group: Group }) {
  const [first] = group.variants;
  if (!first) return null;
  return (
    <>
      <Panel title="Variants in the shop">
        <ul className="flex flex-col divide-y divide-line">
          {group.variants.map(({ id, name, price, available, state }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2 text-sm">
              <span dir="auto" className="min-w-0 flex-1 basis-40 font-medium">
                {name}
              </span>
              {state === "draft" && <Badge tone="plain">Draft</Badge>}
              <span className="tabular-nums">{showMoney(price)}</span>
              <span className="tabular-nums text-muted">{showNumber(available)} left</span>
            </li>
          ))}
        </ul>
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
