import { create } from "zustand";

/** The next announcement for screen readers. The count lets the same sentence be announced twice. */
export const useAnnouncement = create<{ text: string; count: number }>(() => ({ text: "", count: 0 }));

export function announce(text: string): void {
  useAnnouncement.setState((last) => ({ text, count: last.count + 1 }));
}
