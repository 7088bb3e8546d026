import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Product } from "@/lib/api-client";
import { announce } from "@/lib/announce";
import type { CartLine } from "@/lib/cart-line";
import { jsonStorage, onOtherTab } from "@/lib/storage";
import { toast } from "@/lib/toasts";
import { added, changed, migrated, mostLines, parseLines, removed, restored } from "../model/lines";

type Cart = {
  lines: CartLine[];
  /** Lines whose quantity field holds something that is no quantity. */
  unreadable: string[];
  add: (product: Product, quantity: number, total: number | null) => void;
  setQuantity: (id: string, quantity: number) => void;
  markUnreadable: (id: string, unreadable: boolean) => void;
  acceptPrice: (id: string, price: number, total: number) => void;
  remove: (id: string) => void;
  restore: (line: CartLine, index: number) => void;
};

const name = "souk.cart";

export const useCart = create<Cart>()(
  persist(
    (set) => ({
      lines: [],
      unreadable: [],
      add(product, quantity, total) {
        set(({ lines }) => {
          const next = added(lines, product, quantity, total);
          if (next === lines) toast(`A cart holds ${mostLines} different products.`, "bad");
          else announce(`${product.name} is in your cart.`);
          return { lines: next };
        });
      },
      setQuantity: (id, quantity) => set(({ lines }) => ({ lines: changed(lines, id, { quantity }) })),
      markUnreadable: (id, unreadable) =>
        set((cart) => {
          const others = cart.unreadable.filter((one) => one !== id);
          return { unreadable: unreadable ? [...others, id] : others };
        }),
      acceptPrice: (id, price, total) =>
        set(({ lines }) => ({ lines: changed(lines, id, { price, total }) })),
      remove: (id) => set(({ lines }) => ({ lines: removed(lines, id) })),
      restore: (line, index) => set(({ lines }) => ({ lines: restored(lines, line, index) })),
    }),
    {
      name,
      version: 1,
      storage: jsonStorage,
      partialize: ({ lines }) => ({ lines }),
      migrate: (kept) => ({ lines: migrated((kept as Partial<Cart> | undefined)?.lines) as CartLine[] }),
      merge: (kept, cart) => ({ ...cart, lines: parseLines((kept as Partial<Cart> | undefined)?.lines) }),
    },
  ),
);

// One cart for all tabs of this browser.
onOtherTab((key) => {
  if (key === name) void useCart.persist.rehydrate();
});
