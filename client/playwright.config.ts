import { defineConfig } from "@playwright/test";

/** Every worker starts services of its own; see e2e/services.ts. `npm run build` comes first. */
export default defineConfig({
  testDir: "e2e",
  projects: [
    { name: "e2e" },
    { name: "screenshots", testMatch: "screenshots/take.ts" },
    { name: "lighthouse", testMatch: "lighthouse/lighthouse.ts" },
  ],
  outputDir: "test-results",
  workers: Number(process.env.SOUK_E2E_WORKERS ?? "2"),
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    launchOptions: { executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] },
    viewport: { width: 1280, height: 860 },
    locale: "en-US",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
