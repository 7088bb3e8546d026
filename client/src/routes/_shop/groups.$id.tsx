import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { useState } from "react";
import { Failed } from "@/components/ui/failed";
import { buyerQuery } from "@/features/buyer/api/get-buyer";
import { groupQuery } from "@/features/catalog/api/get-group";
import { ChooseOption } from "@/features/catalog/components/choose-option";
import { GroupDetails, picturedVariant } from "@/features/catalog/components/group-details";
import { ProductDetailsSkeleton } from "@/features/catalog/components/product-details";
import { useLiveGroup } from "@/features/catalog/hooks/use-live-group";
import { chosenVariant, firstChoice, missingOption } from "@/features/catalog/model/choice";
import type { Group, Product } from "@/lib/api-client";
import type { StreamState } from "@/lib/events/event-hub";
import { isNotFound } from "@/lib/problem";
import { useTitle } from "@/lib/use-title";
import { BeforeBuying, Gone, LastKnown, ProductFrame, Purchase } from "../-purchase";

export const Route = createFileRoute("/_shop/groups/$id")({
  validateSearch: ({ variant }: Record<string, unknown>): { variant?: string } =>
    typeof variant === "string" ? { variant } : {},
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(groupQuery(params.id)),
  component: GroupPage,
});

function GroupPage() {
  const { id } = Route.useParams();
  return (
    <ProductFrame>
      <LiveGroup key={id} id={id} />
    </ProductFrame>
  );
}

function LiveGroup({ id }: { id: string }) {
  const { group, variants, error, isPending, isFetching, refetch, stream } = useLiveGroup(id);
  const isGone = isNotFound(error) || (group !== undefined && variants.length === 0);
  useTitle(isGone ? "Product not found" : group?.name);

  if (isGone) return <Gone wasThere={isNotFound(error) ? group?.name : undefined} />;
  if (isPending) return <ProductDetailsSkeleton />;
  if (!group) {
    return <Failed what="This product" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  return <Choosing group={group} variants={variants} stream={stream} failed={error !== null} />;
}

type Props = { group: Group; variants: readonly Product[]; stream: StreamState; failed: boolean };

function Choosing({ group, variants, stream, failed }: Props) {
  const { variant: named } = Route.useSearch();
  const [chosen, setChosen] = useState(() => firstChoice(variants, group.options, named));
  const variant = chosenVariant(variants, group.options, chosen);
  const { data: buyer } = useQuery(buyerQuery());
  return (
    <GroupDetails {...{ group, variants, variant, chosen, stream }} onChoose={setChosen}>
      {failed && <LastKnown />}
      {variant ? (
        <Purchase key={variant.id} product={withPictures(variant, variants)} />
      ) : (
        <ChooseOption
          missing={missingOption(group.options, chosen)}
          variants={variants}
          signedIn={buyer?.signed_in}
        >
          <BeforeBuying />
        </ChooseOption>
      )}
    </GroupDetails>
  );
}

/** In the cart, too, a variant without a picture shows that of another. */
function withPictures(variant: Product, variants: readonly Product[]): Product {
  const { images, image } = picturedVariant(variants, variant) ?? variant;
  return { ...variant, images, image };
}
