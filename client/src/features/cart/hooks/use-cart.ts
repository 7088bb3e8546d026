import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Product } from "@/lib/api-client";
import { announce } from "@/lib/announce";
import { added, changed, parseLines, removed, type CartLine } from "../model/lines";

type Cart = {
  lines: CartLine[];
  open: boolean;
  add: (product: Product, quantity: number) => void;
  setQuantity: (id: string, quantity: number) => void;
  acceptPrice: (id: string, price: number) => void;
  remove: (id: string) => void;
  show: (open: boolean) => void;
};

const key = "souk.cart";

export const useCart = create<Cart>()(
  persist(
    (set) => ({
      lines: [],
      open: false,
      add(product, quantity) {
        set(({ lines }) => ({ lines: added(lines, product, quantity), open: true }));
        announce(`${product.name} is in your cart.`);
      },
      setQuantity: (id, quantity) => set(({ lines }) => ({ lines: changed(lines, id, { quantity }) })),
      acceptPrice: (id, price) => set(({ lines }) => ({ lines: changed(lines, id, { price }) })),
      remove: (id) => set(({ lines }) => ({ lines: removed(lines, id) })),
      show: (open) => set({ open }),
    }),
    {
      name: key,
      partialize: ({ lines }) => ({ lines }),
      merge: (kept, cart) => ({ ...cart, lines: parseLines((kept as Partial<Cart> | undefined)?.lines) }),
    },
  ),
);

// One cart for all tabs of this browser.
window.addEventListener("storage", (event) => {
  if (event.key === key) void useCart.persist.rehydrate();
});
