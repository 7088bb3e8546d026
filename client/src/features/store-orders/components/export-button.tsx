import { Download, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { showNumber } from "@/lib/locale";
import { asProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";

type Props = {
  name: string;
  /** Reads, offers the file, and calls `onProgress` with the orders read so far. */
  run: (signal: AbortSignal, onProgress: (count: number) => void) => Promise<void>;
};

/** Starts an export and shows how far it is. A second press cancels. */
export function ExportButton({ name, run }: Props) {
  const [count, setCount] = useState<number>();
  const reading = useRef<AbortController>(undefined);
  useEffect(() => () => reading.current?.abort(), []);

  async function start() {
    const controller = new AbortController();
    reading.current = controller;
    setCount(0);
    try {
      await run(controller.signal, setCount);
    } catch (error) {
      if (!controller.signal.aborted) toast(`Nothing was exported. ${asProblem(error).message}`, "bad");
    } finally {
      setCount(undefined);
    }
  }

  if (count === undefined) {
    return (
      <Button onClick={() => void start()}>
        <Download size={18} aria-hidden /> {name}
      </Button>
    );
  }
  return (
    <Button onClick={() => reading.current?.abort()} className="tabular-nums">
      <X size={18} aria-hidden /> Cancel ({showNumber(count)} read)
    </Button>
  );
}
