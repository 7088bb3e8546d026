import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Product } from "@/lib/api-client";
import { announce } from "@/lib/announce";
import type { CartLine } from "@/lib/cart-line";
import { jsonStorage, onOtherTab } from "@/lib/storage";
import { toast } from "@/lib/toasts";
import {
  added,
  afterSending,
  changed,
  mostLines,
  parseCart,
  removed,
  restored,
  type Kept,
} from "../model/lines";

type Cart = Kept & {
  /** Lines with invalid text in the quantity field. */
  unreadable: string[];
  /** False: the cart is full, and a toast says so. */
  add: (product: Product, quantity: number, total: number | null) => boolean;
  setQuantity: (id: string, quantity: number) => void;
  markUnreadable: (id: string, unreadable: boolean) => void;
  acceptPrice: (id: string, price: number, total: number) => void;
  remove: (id: string) => void;
  /** Takes out what was sent under this key. */
  sent: (key: string, lines: readonly CartLine[]) => void;
  restore: (lines: readonly CartLine[]) => void;
};

const name = "souk.cart";

export const useCart = create<Cart>()(
  persist(
    (set, get) => ({
      ...parseCart(undefined),
      unreadable: [],
      add(product, quantity, total) {
        const { lines } = get();
        const next = added(lines, product, quantity, total);
        const fits = next !== lines;
        if (fits) announce(`${product.name} is in your cart.`);
        else toast(`${product.name} was not added. An order has at most ${mostLines} products.`, "bad");
        set({ lines: next });
        return fits;
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
      sent: (key, lines) => set((cart) => afterSending(cart, key, lines)),
      restore: (returned) => set(({ lines }) => ({ lines: restored(lines, returned) })),
    }),
    {
      name,
      version: 2,
      storage: jsonStorage,
      partialize: ({ key, lines }) => ({ key, lines }),
      migrate: (kept) => parseCart(kept),
      merge: (kept, cart) => ({ ...cart, ...parseCart(kept) }),
    },
  ),
);

// One cart for all tabs of this browser.
onOtherTab((key) => {
  if (key === name) void useCart.persist.rehydrate();
});
