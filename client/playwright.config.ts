import { defineConfig } from "@playwright/test";
import { headlessShell } from "./chromium";

/** Every worker starts services of its own; see e2e/services.ts. `npm run build` comes first. */
export default defineConfig({
  testDir: "e2e",
  projects: [
    { name: "e2e" },
    { name: "screenshots", testMatch: "screenshots/take.ts" },
    { name: "lighthouse", testMatch: "lighthouse/lighthouse.ts" },
  ],
  outputDir: "test-results",
  fullyParallel: true,
  workers: Number(process.env.SOUK_E2E_WORKERS ?? "3"),
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    launchOptions: headlessShell,
    viewport: { width: 1280, height: 860 },
    locale: "en-US",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    // A trace of every test doubles their time, and is kept of none that passes.
    trace: process.env.SOUK_E2E_TRACE ? "retain-on-failure" : "off",
  },
});
