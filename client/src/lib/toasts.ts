import { create } from "zustand";

export type Toast = { id: number; tone: "good" | "bad" | "plain"; text: string };

const showFor = 6_000;
const mostAtOnce = 4;

export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

let lastId = 0;

export function toast(text: string, tone: Toast["tone"] = "plain"): void {
  const id = ++lastId;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { id, tone, text }].slice(-mostAtOnce) }));
  setTimeout(() => dismissToast(id), showFor);
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((one) => one.id !== id) }));
}
