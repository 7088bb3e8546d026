import { create } from "zustand";

/** What a screen reader hears next. The count makes the same sentence twice two announcements. */
export const useAnnouncement = create<{ text: string; count: number }>(() => ({ text: "", count: 0 }));

export function announce(text: string): void {
  useAnnouncement.setState((last) => ({ text, count: last.count + 1 }));
}
