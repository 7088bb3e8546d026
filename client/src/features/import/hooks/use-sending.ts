import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { announce } from "@/lib/announce";
import { toast } from "@/lib/toasts";
import { dryRun, write } from "../api/post-batch";
import { headline, type Report } from "../model/report";
import { writeRows, type Reason, type Write, type Written } from "../model/write";
import type { Progress } from "./use-import";

const askAgainAfter = 2_000;

/** Writes all rows unless stopped. During an outage it waits and retries. */
export function useSending(show: (progress: Progress, written: number, waiting?: Reason) => void) {
  const queryClient = useQueryClient();
  const stopped = useRef<AbortController>(undefined);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const { mutateAsync, isPending } = useMutation({
    mutationFn: (writes: readonly Write[]) => {
      const controller = new AbortController();
      stopped.current = controller;
      let done: readonly Written[] = [];
      const report = (waiting?: Reason) =>
        show({ done: done.length, of: writes.length }, done.filter(isInShop).length, waiting);
      report();
      return writeRows(writes, {
        write,
        dryRun,
        isStopped: () => controller.signal.aborted,
        onProgress: (written) => {
          done = written;
          report();
        },
        wait: async (reason) => {
          report(reason);
          // The session is asked for again, and the page above asks for a sign-in.
          if (reason === "signed-out") await queryClient.invalidateQueries();
          await pause(askAgainAfter, controller.signal);
          return !controller.signal.aborted;
        },
      });
    },
    // Every list of products, the shop's, too.
    onSettled: () => queryClient.invalidateQueries(),
  });

  useEffect(() => {
    if (!isPending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isPending]);

  return {
    send: (writes: readonly Write[]) => mutateAsync(writes),
    stop: () => stopped.current?.abort(),
    isStopped: () => stopped.current?.signal.aborted ?? false,
    notify: (report: Report) => {
      announce(headline(report));
      // The owner may be on another page by now.
      if (!mounted.current) toast(headline(report), report.failed.length > 0 ? "bad" : "good");
    },
  };
}

const isInShop = ({ outcome }: Written) => outcome.kind === "created" || outcome.kind === "updated";

function pause(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, time);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
