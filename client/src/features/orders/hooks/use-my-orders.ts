import { create } from "zustand";
import { persist } from "zustand/middleware";
import { jsonStorage, onOtherTab } from "@/lib/storage";

type MyOrders = {
  /** Newest first. Anyone who knows a pk can read its order; this browser knows those that it placed. */
  pks: string[];
  remember: (pk: string) => void;
};

const name = "souk.orders";
const most = 100;

export const useMyOrders = create<MyOrders>()(
  persist(
    (set) => ({
      pks: [],
      remember: (pk) => set(({ pks }) => ({ pks: [pk, ...pks.filter((one) => one !== pk)].slice(0, most) })),
    }),
    {
      name,
      storage: jsonStorage,
      merge: (kept, fresh) => ({ ...fresh, pks: parsePks((kept as Partial<MyOrders> | undefined)?.pks) }),
    },
  ),
);

onOtherTab((key) => {
  if (key === name) void useMyOrders.persist.rehydrate();
});

function parsePks(kept: unknown): string[] {
  return Array.isArray(kept) ? kept.filter((pk) => typeof pk === "string") : [];
}
