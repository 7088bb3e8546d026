import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { Product } from "@/lib/api-client";
import { useSale } from "@/lib/use-sale";
import { closedGroup, sharedTerms } from "../model/choice";
import { SaleTerms } from "./sale-terms";

type Props = {
  /** The option that is not chosen; undefined: there is no such variant. */
  missing: string | undefined;
  variants: readonly Product[];
  signedIn: boolean | undefined;
  children: ReactNode;
};

/** In place of the purchase until a variant is chosen: the button says what is missing or why none can be ordered, and the terms of all variants are shown. */
export function ChooseOption({ missing, variants, signedIn, children }: Props) {
  const shared = sharedTerms(variants);
  return (
    <div className="flex flex-col gap-4">
      <Button look="primary" size="lg" disabled>
        {closedGroup(variants) ?? (missing === undefined ? "Not available" : `Choose ${missing}`)}
      </Button>
      {shared && <Terms product={shared} signedIn={signedIn} />}
      {children}
    </div>
  );
}

function Terms({ product, signedIn }: { product: Product; signedIn: boolean | undefined }) {
  const asksToSignIn = product.limit_per_customer !== null && signedIn === false;
  return <SaleTerms product={product} sale={useSale(product)} asksToSignIn={asksToSignIn} />;
}
