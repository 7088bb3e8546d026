import { useState } from "react";
import { Notice } from "@/components/ui/notice";
import { ownImage } from "@/lib/image";

/** What shoppers will see of the address that is being entered, before it is saved. */
export function ImageCheck({ image }: { image: string }) {
  const [broken, setBroken] = useState<string>();
  if (image.trim() === "") return null;
  const source = ownImage(image.trim());
  if (!source) return <NotShown>This shop does not show pictures from other sites.</NotShown>;
  if (source === broken) return <NotShown>There is no picture at this address.</NotShown>;
  return (
    <img
      src={source}
      alt="As shoppers see it"
      onError={() => setBroken(source)}
      className="size-32 rounded-md object-cover inset-ring inset-ring-line"
    />
  );
}

function NotShown({ children }: { children: string }) {
  return (
    <Notice tone="warn" alert>
      {children} Shoppers see a drawn picture instead.
    </Notice>
  );
}
