import type { components } from "@/lib/api-types/inventory";

export type ShopPage = components["schemas"]["ShopPage"];
export type PageName = ShopPage["name"];

/** Every page that a shop can have, in the order of its links. */
export const pageTitles: Record<PageName, string> = {
  delivery: "Delivery",
  returns: "Returns",
  contact: "Contact",
  terms: "Terms",
  privacy: "Privacy",
  imprint: "Imprint",
};

export const pageNames = Object.keys(pageTitles) as PageName[];

export function isPageName(name: string): name is PageName {
  return Object.hasOwn(pageTitles, name);
}
