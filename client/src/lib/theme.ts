import { create } from "zustand";
import { storage } from "./storage";

export type Theme = "light" | "dark";

const key = "souk.theme";

/** public/theme.js has set the attribute before the first paint; this only follows the shopper's choice. */
export const useTheme = create<{ theme: Theme; setTheme: (theme: Theme) => void }>((set) => ({
  theme:
    typeof document !== "undefined" && document.documentElement.dataset.theme === "dark" ? "dark" : "light",
  setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    storage.setItem(key, theme);
    set({ theme });
  },
}));
