import { fileURLToPath } from "node:url";
import { seeded as test } from "../seeded";
import { adminScreens } from "./admin";
import { shopScreens } from "./shop";

const pictures = fileURLToPath(new URL("../../../docs/screenshots", import.meta.url));

const looks = [
  { device: "phone", viewport: { width: 360, height: 800 } },
  { device: "desktop", viewport: { width: 1280, height: 860 } },
];

test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const { device, viewport } of looks) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${device} ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });
      for (const { name, show } of [...shopScreens, ...adminScreens]) {
        test(name, async ({ page, services, store, products }) => {
          await show({ page, services, store, products });
          await page.evaluate(() => document.fonts.ready);
          await page.screenshot({ path: `${pictures}/${name}-${device}-${colorScheme}.png` });
        });
      }
    });
  }
}
