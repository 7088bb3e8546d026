import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test as base } from "../test";
import { adminToken } from "../services";
import { adminScreens } from "./admin";
import { shopScreens } from "./shop";

const pictures = fileURLToPath(new URL("../../../docs/screenshots", import.meta.url));
const seed = fileURLToPath(new URL("../../../script/seed", import.meta.url));

const looks = [
  { device: "phone", viewport: { width: 360, height: 800 } },
  { device: "desktop", viewport: { width: 1280, height: 860 } },
];

type Product = { id: string; name: string };

const test = base.extend<object, { products: Map<string, Product> }>({
  products: [
    async ({ services }, use) => {
      const { port } = new URL(services.inventoryUrl);
      const env = { ...process.env, SOUK_INVENTORY_PORT: port, SOUK_ADMIN_TOKEN: adminToken };
      execFileSync(seed, { env });
      const answer = await fetch(`${services.inventoryUrl}/products?limit=100`);
      const products = (await answer.json()) as Product[];
      await use(new Map(products.map((product) => [product.name, product])));
    },
    { scope: "worker" },
  ],
});

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
