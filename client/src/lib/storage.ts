import { createJSONStorage } from "zustand/middleware";

/** Storage shared by all tabs. If the browser refuses it (cookies blocked, disk full), data lasts for this visit in this tab. */
export type KeptTexts = Pick<Storage, "getItem" | "setItem" | "removeItem"> & { keys: () => string[] };

/** `open` may throw: with cookies blocked, merely naming localStorage does. */
export function keptTexts(open: () => Storage): KeptTexts {
  const memory = new Map<string, string>();

  function attempt<T>(access: (storage: Storage) => T, otherwise: T): T {
    try {
      return access(open());
    } catch {
      return otherwise;
    }
  }

  return {
    getItem: (key) => memory.get(key) ?? attempt((storage) => storage.getItem(key), null),
    setItem(key, text) {
      const written = attempt((storage) => (storage.setItem(key, text), true), false);
      if (written) memory.delete(key);
      else memory.set(key, text);
    },
    removeItem(key) {
      memory.delete(key);
      attempt((storage) => storage.removeItem(key), undefined);
    },
    keys: () => [...new Set([...memory.keys(), ...attempt((storage) => Object.keys(storage), [])])],
  };
}

export const storage = keptTexts(() => localStorage);

/** Storage of this tab, kept over a reload. */
export const tabStorage = keptTexts(() => sessionStorage);

/** The same, for zustand's persist. */
export const jsonStorage = createJSONStorage(() => storage);

/** Calls when another tab has changed a key. */
export function onOtherTab(changed: (key: string | null) => void): void {
  window.addEventListener("storage", (event) => changed(event.key));
}
