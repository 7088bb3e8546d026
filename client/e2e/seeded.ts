import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { adminToken } from "./services";
import { expect, test } from "./test";

export type Product = { id: string; name: string };

export { expect };

/** Tests of a shop with the products of script/seed, by name. */
export const seeded = test.extend<object, { products: Map<string, Product> }>({
  products: [
    async ({ services }, use) => {
      const { port } = new URL(services.inventoryUrl);
      const env = { ...process.env, SOUK_INVENTORY_PORT: port, SOUK_ADMIN_TOKEN: adminToken };
      execFileSync(fileURLToPath(new URL("../../script/seed", import.meta.url)), { env });
      const answer = await fetch(`${services.inventoryUrl}/products?limit=100`);
      const products = (await answer.json()) as Product[];
      await use(new Map(products.map((product) => [product.name, product])));
    },
    { scope: "worker" },
  ],
});
