import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { services } from "../model/consumers";
import type { History } from "../model/history";
import { keepHistory } from "../model/kept-history";

/** Stores the history when the page is unloaded or hidden. */
export function useKeptHistory(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const keep = () => {
      for (const service of services) {
        const history = queryClient.getQueryData<History>(["operations", service]);
        if (history) keepHistory(service, history);
      }
    };
    window.addEventListener("pagehide", keep);
    document.addEventListener("visibilitychange", keep);
    return () => {
      keep();
      window.removeEventListener("pagehide", keep);
      document.removeEventListener("visibilitychange", keep);
    };
  }, [queryClient]);
}
