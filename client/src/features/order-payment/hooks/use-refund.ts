import { useMutation, useQueryClient } from "@tanstack/react-query";
import { announce } from "@/lib/announce";
import type { Order } from "@/lib/api-client";
import { orderQuery } from "@/lib/live-order";
import { showMoney } from "@/lib/money";
import { newer } from "@/lib/order";
import { asProblem } from "@/lib/problem";
import { usePolling } from "@/lib/use-polling";
import { ledgerKey } from "../api/get-ledger";
import { refundOrder } from "../api/refund-order";
import { leavesUnknown, repeatsByItself, type NewRefund, type RefundRequest } from "../model/refund-request";
import { beginRefund, forgetRefund, keepRefund, useRefundRequests } from "../model/refund-requests";

const repeatEvery = 4_000;

/** Keys that this tab is sending: a second click sends nothing. */
const sending = new Set<string>();

export type Refunding = ReturnType<typeof useRefund>;

/**
 * Sends refunds of an order, one at a time. A request without an outcome is repeated with its key, also after a reload, so
 * that the service records it once.
 */
export function useRefund({ pk, currency }: Pick<Order, "pk" | "currency">) {
  const queryClient = useQueryClient();
  const request = useRefundRequests((requests) => requests[pk]);
  const { mutate, isPending, error, variables, reset } = useMutation({
    mutationFn: refundOrder,
    onSuccess: (order, sent) => {
      forgetRefund(sent);
      queryClient.setQueryData(orderQuery(pk).queryKey, (known) => newer(known, order));
      announce(`The refund of ${showMoney(sent.amount, currency)} was recorded.`);
    },
    onError: (error, sent) => {
      if (leavesUnknown(asProblem(error), sent)) keepRefund({ ...sent, unknown: true });
      else forgetRefund(sent);
    },
    onSettled: (_, __, sent) => {
      sending.delete(sent.key);
      return queryClient.invalidateQueries({ queryKey: ledgerKey(pk) });
    },
  });

  function send(one: RefundRequest, onRecorded?: () => void) {
    if (sending.has(one.key)) return;
    sending.add(one.key);
    mutate(one, { onSuccess: onRecorded });
  }

  // A stored request was sent before, perhaps by a page that was closed before the answer.
  const repeat = () => request && send({ ...request, unknown: true });

  usePolling(request !== undefined && !isPending, repeatEvery, () => {
    if (request && repeatsByItself(request, Date.now())) repeat();
  });

  const problem = error && asProblem(error);
  return {
    isSending: isPending,
    /** It was sent, and its outcome is unknown. */
    unknown: request && (request.unknown || !isPending) ? request : undefined,
    refusal: problem && variables && !leavesUnknown(problem, variables) ? problem : undefined,
    start: (body: NewRefund, amount: number, onRecorded: () => void) =>
      send(beginRefund({ pk, body, amount }), onRecorded),
    repeat,
    giveUp: () => request && forgetRefund(request),
    reset,
  };
}
