import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, inventory, payment } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";
import type { Service } from "../model/consumers";
import { deadLettersKey, type InventoryStream, type PaymentStream } from "./list-dead-letters";

/** One by its id, or all of a stream. */
export function useRetry(service: Service, stream: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id?: string) => {
      const path = "/operations/dead-letters/retry";
      const which = id === undefined ? { all: true as const } : { ids: [id] };
      return service === "inventory"
        ? answer(inventory.POST(path, { body: { stream: stream as InventoryStream, ...which } }))
        : answer(payment.POST(path, { body: { stream: stream as PaymentStream, ...which } }));
    },
    onSuccess: ({ retried, failed }) => {
      if (failed === 0)
        toast(retried === 1 ? "The entry was applied." : `${retried} entries were applied.`, "good");
      else toast(`${retried} applied, ${failed} failed again.`, "bad");
    },
    onError: (error) => toast(`Nothing was retried. ${asProblem(error).message}`, "bad"),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: deadLettersKey(service, stream) }),
        queryClient.invalidateQueries({ queryKey: ["operations", service] }),
      ]),
  });
}
