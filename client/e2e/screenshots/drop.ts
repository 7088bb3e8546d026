import { expect, type Page } from "@playwright/test";
import { signIn } from "../admin/fixtures";
import type { Product } from "../seeded";
import type { Screen, Stage } from "./screens";

const hour = 3_600_000; // ms

/** A shirt in three sizes, one of them sold out, at most two a person; its sale starts so many ms from now. */
async function shirt({ store }: Stage, startsIn?: number): Promise<{ sizes: Product[]; page: string }> {
  const name = "Cotton overshirt";
  const sizes = await store.group(name, { S: 12, M: 30, L: 0 }, 76);
  const start = startsIn === undefined ? null : new Date(Date.now() + startsIn).toISOString();
  for (const { id } of sizes) await store.edit(id, { limit_per_customer: 2, sale_starts_at: start });
  return { sizes, page: name.toLowerCase().replaceAll(" ", "-") };
}

const end = async ({ store }: Stage, sizes: Product[]) => {
  for (const { id } of sizes) await store.remove(id);
};

type Card = { title: string; text: string; image: string };

/** What a messenger makes of a link: the picture, the title and the text that the page names for it. */
async function readCard(page: Page): Promise<Card> {
  const content = (name: string) => page.locator(`meta[property="og:${name}"]`).getAttribute("content");
  const [title, text, image] = await Promise.all(["title", "description", "image"].map(content));
  if (!title || !text || !image) throw new Error("the page does not describe itself");
  const bytes = await (await page.request.get(image)).body();
  return { title, text, image: `data:;base64,${bytes.toString("base64")}` };
}

const drawCard = ({ title, text, image }: Card) => `
  <body style="margin: 0; padding: 24px; background: #e5ddd5; font: 16px sans-serif">
    <article style="max-width: 420px; overflow: hidden; border-radius: 12px; background: white; color: black">
      <img src="${image}" style="display: block; width: 100%; aspect-ratio: 1.91; object-fit: cover">
      <div style="padding: 12px 16px"><h1 style="margin: 0; font-size: 17px">${title}</h1><p>${text}</p></div>
    </article>
  </body>`;

export const dropScreens: Screen[] = [
  {
    name: "group",
    show: async (stage) => {
      const { sizes, page } = await shirt(stage);
      await stage.page.goto(`/groups/${page}`);
      await stage.page.getByRole("radio", { name: "M" }).check({ force: true });
      await expect(stage.page.getByText("At most 2 a person")).toBeVisible();
      return () => end(stage, sizes);
    },
  },
  {
    name: "group-before-start",
    show: async (stage) => {
      const { sizes, page } = await shirt(stage, 2 * hour);
      await stage.page.goto(`/groups/${page}`);
      await expect(stage.page.getByText(/Starts in/).first()).toBeVisible();
      return () => end(stage, sizes);
    },
  },
  {
    name: "link-preview",
    show: async ({ page, products }) => {
      await page.goto(`/products/${products.get("Set of four tea bowls")?.id ?? ""}`);
      const card = await readCard(page);
      await page.goto("about:blank"); // the shop's policy allows no such styles
      await page.setContent(drawCard(card));
      const image = page.getByRole("img");
      await expect
        .poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth))
        .toBeGreaterThan(600);
    },
  },
  {
    name: "admin-sale",
    show: async (stage) => {
      const product = await stage.store.product({ name: "Copper lamp", price: 89, quantity: 40 });
      for (const quantity of [2, 1, 3])
        await stage.store.settled((await stage.store.order(product.id, quantity)).pk);
      await signIn(stage.page.context(), stage.services);
      await stage.page.goto(`/admin/products/${product.id}`);
      await expect(stage.page.getByRole("heading", { level: 1, name: "Copper lamp" })).toBeVisible();
      await expect(stage.page.getByText("34", { exact: true }).first()).toBeVisible();
      return () => stage.store.remove(product.id);
    },
  },
];
