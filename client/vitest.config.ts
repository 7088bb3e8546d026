import { playwright } from "@vitest/browser-playwright";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { headlessShell } from "./chromium";

const alias = { "@": fileURLToPath(new URL("./src", import.meta.url)) };

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Deadlines, not measurements: both cores may be busy with other steps of script/test.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    coverage: { provider: "v8", include: ["src/**"], exclude: ["src/**/*.d.ts", "src/route-tree.gen.ts"] },
    projects: [
      {
        resolve: { alias },
        test: { name: "unit", environment: "node", include: ["src/**/*.test.ts"] },
      },
      {
        plugins: [react({ jsxImportSource: "@/lib/jsx" }), tailwindcss()],
        resolve: { alias },
        test: {
          name: "browser",
          include: ["src/**/*.test.tsx"],
          browser: {
            enabled: true,
            headless: true,
            connectTimeout: 300_000,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: headlessShell,
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
