import { flushSync } from "react-dom";
import { announce } from "@/lib/announce";

/** Removes a line of the cart. The focus goes to the next line, else to the one before, else to the heading. */
export function removeAndFocus(row: HTMLElement | null, name: string, remove: () => void): void {
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  const place = row?.closest("dialog, main");
  flushSync(remove);
  announce(`${name} is removed from your cart.`);
  const link = neighbour?.querySelector("a");
  if (link) return link.focus();
  const heading = place?.querySelector<HTMLElement>("h1, h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}
