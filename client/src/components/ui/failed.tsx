import { RotateCw, Unplug } from "lucide-react";
import { asProblem } from "@/lib/problem";
import { Button } from "./button";

type Props = { what: string; error: unknown; onRetry: () => void; retrying?: boolean };

/** Loading failed. Names what failed and offers a retry; queries also retry by themselves. */
export function Failed({ what, error, onRetry, retrying }: Props) {
  const problem = asProblem(error);
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-16 text-center">
      <div aria-hidden className="grid size-16 place-items-center rounded-full bg-bad-soft text-bad">
        <Unplug size={28} />
      </div>
      <h2 className="mt-2 text-xl">{what} cannot be shown right now</h2>
      <p className="text-muted">
        {problem.message} {problem.isOutage && "We keep trying in the background."}
      </p>
      <Button className="mt-3" onClick={onRetry} disabled={retrying}>
        <RotateCw size={16} aria-hidden className={retrying ? "animate-spin" : undefined} />
        {retrying ? "Trying…" : "Try again"}
      </Button>
    </div>
  );
}
