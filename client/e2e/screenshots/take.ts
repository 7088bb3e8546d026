import { fileURLToPath } from "node:url";
import { seeded } from "../seeded";
import { adminScreens } from "./admin";
import { dropScreens } from "./drop";
import { moneyScreens } from "./money";
import { pageScreens } from "./pages";
import { payScreens } from "./pay";
import type { Screen } from "./screens";
import { shopScreens } from "./shop";

const pictures = fileURLToPath(new URL("../../../docs/screenshots", import.meta.url));

const looks = [
  { device: "phone", viewport: { width: 360, height: 800 } },
  { device: "desktop", viewport: { width: 1280, height: 860 } },
];

const atProvider = seeded.extend<object, { settings: Record<string, string> }>({
  settings: [{ SOUK_PAYMENTS: "sandbox" }, { scope: "worker" }],
});

function take(test: typeof seeded, screens: Screen[]) {
  test.use({ contextOptions: { reducedMotion: "reduce" } });
  for (const { device, viewport } of looks) {
    for (const colorScheme of ["light", "dark"] as const) {
      test.describe(`${device} ${colorScheme}`, () => {
        test.use({ viewport, colorScheme });
        for (const { name, show } of screens) {
          test(name, async ({ page, services, store, products }) => {
            const tidy = await show({ page, services, store, products });
            await page.evaluate(() => document.fonts.ready);
            await page.screenshot({ path: `${pictures}/${name}-${device}-${colorScheme}.png` });
            await tidy?.();
          });
        }
      });
    }
  }
}

seeded.describe("shop and admin", () =>
  take(seeded, [...shopScreens, ...dropScreens, ...pageScreens, ...adminScreens]),
);
atProvider.describe("payments", () => take(atProvider, [...payScreens, ...moneyScreens]));
