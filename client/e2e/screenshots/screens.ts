import type { Page } from "@playwright/test";
import type { Product } from "../seeded";
import type { Services } from "../services";
import type { Store } from "../store";

/** What a screen may use to come into the state that its picture shows. */
export type Stage = {
  page: Page;
  services: Services;
  store: Store;
  /** The seed's products, by name. */
  products: Map<string, Product>;
};

/** A picture in docs/screenshots, named after it: on a phone and on a desktop, light and dark. */
export type Screen = {
  name: string;
  /** Returns what is to be done after the picture was taken, if anything. */
  show: (stage: Stage) => Promise<void | (() => Promise<void>)>;
};
