import { create } from "zustand";
import { randomKey } from "@/lib/random-key";
import { onOtherTab, storage } from "@/lib/storage";
import { parseRefund, type RefundRequest } from "./refund-request";

const prefix = "souk.refund.";

/** By order. */
export const useRefundRequests = create<Record<string, RefundRequest>>()(load);

function load(): Record<string, RefundRequest> {
  const requests = storage
    .keys()
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => parseRefund(storage.getItem(name)) ?? []);
  return Object.fromEntries(requests.map((request) => [request.pk, request]));
}

const reload = () => useRefundRequests.setState(load(), true);

onOtherTab((name) => {
  if (name === null || name.startsWith(prefix)) reload();
});

/** Stored before it is sent. If the order has a request already, that one. */
export function beginRefund(wanted: Pick<RefundRequest, "pk" | "body" | "amount">): RefundRequest {
  const known = parseRefund(storage.getItem(prefix + wanted.pk));
  const request = known ?? { ...wanted, key: randomKey(), sentAt: Date.now(), unknown: false };
  keepRefund(request);
  return request;
}

export function keepRefund(request: RefundRequest): void {
  storage.setItem(prefix + request.pk, JSON.stringify(request));
  reload();
}

export function forgetRefund({ pk }: RefundRequest): void {
  storage.removeItem(prefix + pk);
  reload();
}
