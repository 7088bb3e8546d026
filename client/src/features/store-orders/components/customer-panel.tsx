import { PostalAddress } from "@/components/ui/postal-address";
import { Panel } from "@/components/ui/panel";
import type { Order } from "@/lib/api-client";
import { useEraseCustomer } from "../api/erase-customer";
import { ConfirmedButton } from "./confirmed-button";

/** Who ordered, and where it goes. */
export function CustomerPanel({ order: { pk, number, customer } }: { order: Order }) {
  const erase = useEraseCustomer(pk);
  if (!customer) {
    return (
      <Panel title="Customer">
        <p className="text-sm text-muted">This order has no customer data.</p>
      </Panel>
    );
  }
  return (
    <Panel title="Customer">
      <div className="flex flex-col items-start gap-4 text-sm">
        <p className="flex flex-col wrap-anywhere">
          <span dir="auto" className="font-semibold">
            {customer.name}
          </span>
          <a
            href={`mailto:${customer.email}`}
            className="rounded-sm text-accent underline underline-offset-4"
          >
            {customer.email}
          </a>
        </p>
        {customer.address && <PostalAddress {...customer.address} />}
        <ConfirmedButton
          name="Erase customer data"
          title={`Erase the customer of order ${number}?`}
          action={erase}
        >
          The name, the e-mail address and the delivery address are erased. The order stays. This cannot be
          undone.
        </ConfirmedButton>
      </div>
    </Panel>
  );
}
