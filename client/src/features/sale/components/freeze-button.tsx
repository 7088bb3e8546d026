import { Snowflake, Sun } from "lucide-react";
import { Button } from "@/components/ui/button";
import { announce } from "@/lib/announce";
import { asProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";
import { useSetState } from "../api/set-state";

type Props = { id: string; state: "active" | "draft" | "frozen" };

/** Stops the sale at once, or lets it go on. A draft has no sale to stop. */
export function FreezeButton({ id, state }: Props) {
  const { mutate, isPending } = useSetState(id);
  if (state === "draft") return null;
  const isFrozen = state === "frozen";
  return (
    <Button
      look={isFrozen ? "primary" : "danger"}
      aria-disabled={isPending}
      onClick={() => {
        if (isPending) return;
        mutate(isFrozen ? "active" : "frozen", {
          onSuccess: () => announce(isFrozen ? "The sale is released." : "The sale is frozen."),
          onError: (error) => toast(`Nothing was changed. ${asProblem(error).message}`, "bad"),
        });
      }}
    >
      {isFrozen ? <Sun size={18} aria-hidden /> : <Snowflake size={18} aria-hidden />}
      {isFrozen ? "Release" : "Freeze"}
    </Button>
  );
}
