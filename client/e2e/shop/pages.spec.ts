import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../test";

const footer = (page: Page) => page.getByRole("navigation", { name: "About the shop" });
const allNames = ["delivery", "returns", "contact", "terms", "privacy", "imprint"];
const text = (page: Page) => page.locator(".page-text");

test.beforeEach(({ store }) => store.removePages());
test.afterEach(({ store }) => store.removePages());

test("the shop links the pages that its owner has written, and no other", async ({ page, shop, store }) => {
  await store.product();
  await shop.open();
  await expect(shop.cards.first()).toBeVisible();
  await expect(footer(page)).toHaveCount(0);
  await store.writePage("imprint", "Souk Ltd, 1 Road, London");
  await store.writePage("terms", "# Scope\n\nThese terms are for all orders.");
  await page.reload();
  await expect(footer(page).getByRole("link")).toHaveText(["Terms", "Imprint"]);
  await footer(page).getByRole("link", { name: "Terms" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Terms" })).toBeFocused();
  await expect(page).toHaveTitle("Terms · Souk");
  await expect(page.getByRole("heading", { level: 2, name: "Scope" })).toBeVisible();
  await page.reload();
  await expect(text(page)).toContainText("These terms are for all orders.");
});

test("a page that is not written, or that no shop has, is said to be missing", async ({ page }) => {
  for (const path of ["/pages/terms", "/pages/shipping", "/pages/constructor"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "The shop does not have this page" })).toBeVisible();
  }
});

test("a page that cannot be read is offered again", async ({ page, store }) => {
  await store.writePage("terms", "Our terms");
  await page.route("**/api/inventory/pages/terms", (route) => route.abort());
  await page.goto("/pages/terms");
  await expect(page.getByRole("heading", { name: "This page cannot be shown right now" })).toBeVisible();
  await page.unroute("**/api/inventory/pages/terms");
  await expect(text(page)).toContainText("Our terms");
});

test("the links come without moving anything", async ({ page, store }) => {
  for (const name of allNames) await store.writePage(name, "text");
  await page.setViewportSize({ width: 360, height: 740 });
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/api/inventory/pages", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/orders/find");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toBeVisible();
  const before = await page.getByRole("contentinfo").boundingBox();
  answer();
  await expect(footer(page).getByRole("link")).toHaveCount(6);
  expect(await page.getByRole("contentinfo").boundingBox()).toEqual(before);
});

const attack = `
[a](javascript:alert(1)) [b](java&#10;script:alert(1)) [c](&#106;avascript:alert(1)) [d](data:text/html,<script>alert(1)</script>)
[e](<javascript:alert(1)>) <javascript:alert(1)> [f][ref] [g](vbscript:x) [h](\u0000javascript:alert(1))

[ref]: javascript:alert(1)

<script>window.hacked = 1</script> <img src=x onerror="window.hacked = 1"> <b onclick="x()">bold</b> <iframe src="/admin"></iframe>

<style>body { display: none }</style>

<svg onload="window.hacked = 1"><a xlink:href="javascript:alert(1)">x</a></svg>

![picture of us](https://evil.example/x.png) ![own](/favicon.svg) ![](javascript:alert(1)) [![linked](data:image/svg+xml,x)](javascript:alert(1))

&lt;script&gt;window.hacked = 1&lt;/script&gt; [x](" onmouseover="window.hacked=1) <a href="javascript:alert(1)">html</a>
`;

test("nothing in a page runs, loads or leads to anything but a page, a mail or a call", async ({
  page,
  store,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await store.writePage(
    "terms",
    `${attack.replace("\u0000", "")}\n[ok](https://a.example) [mail](mailto:a@b.example) [call](tel:+1) [own](/orders)`,
  );
  await page.goto("/pages/terms");
  await expect(text(page)).toContainText("picture of us");
  const links = await text(page)
    .getByRole("link")
    .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).protocol));
  expect(links.length).toBeGreaterThanOrEqual(4);
  expect(links.filter((one) => !["http:", "https:", "mailto:", "tel:"].includes(one))).toEqual([]);
  await expect(
    text(page).locator("script, img, iframe, style, svg, [onclick], [onerror], [onmouseover], [style]"),
  ).toHaveCount(0);
  await expect(text(page)).toContainText(`<b onclick="x()">bold</b>`);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  expect(asked.filter((url) => new URL(url).origin !== new URL(page.url()).origin)).toEqual([]);
});

const wide = `
# A heading with ${"averylongword".repeat(30)}

${"Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(6)} https://a.example/${"path/".repeat(60)}

| country | days | price | carrier | notes | limits | more |
|:--|--:|:-:|--|--|--|--|
| ${"Neverland".repeat(4)} | 1 | $1.00 | a | b | ${"wordy".repeat(20)} | d |

- one
  - two
    1. three

> quoted

\`\`\`
${"code ".repeat(80)}
\`\`\`

- [x] done
- [ ] to do

A note.[^1]

[^1]: The note.
`;

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("long words, tables and lists fit a phone and a desktop, for everyone", async ({ page, store }) => {
      await store.writePage("terms", wide);
      for (const viewport of [
        { width: 360, height: 740 },
        { width: 1280, height: 860 },
      ]) {
        await page.setViewportSize(viewport);
        await page.goto("/pages/terms");
        await expect(page.getByRole("region", { name: "Table" })).toBeVisible();
        await expectAccessible(page);
      }
    });
  });
}

test("a text from right to left begins at the right, an English paragraph in it at the left", async ({
  page,
  store,
}) => {
  await store.writePage("terms", "# الشروط\n\nهذه شروطنا.\n\n- واحد\n\nThese are our terms.");
  await page.goto("/pages/terms");
  await expect(text(page)).toHaveCSS("direction", "rtl");
  const box = await text(page).boundingBox();
  const middle = (box?.x ?? 0) + (box?.width ?? 0) / 2;
  const startOf = (words: string) =>
    text(page)
      .getByText(words)
      .evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return range.getBoundingClientRect().x;
      });
  expect(await startOf("هذه شروطنا.")).toBeGreaterThan(middle);
  expect(await startOf("These are our terms.")).toBeLessThan(middle);
});

test("a text that would take minutes to read as Markdown is shown as it is written", async ({
  page,
  store,
}) => {
  await store.writePage("terms", ">".repeat(65_000));
  await page.goto("/pages/terms");
  await expect(text(page).getByText(">>>>")).toBeVisible();
});

test("on paper there is the page alone, with the addresses of its links", async ({ page, store }) => {
  await store.writePage("terms", "See [the law](https://law.example/1).");
  await page.goto("/pages/terms");
  await expect(text(page)).toContainText("the law");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("contentinfo")).toBeHidden();
  await expect(page.getByRole("banner")).toBeHidden();
  const after = await text(page)
    .getByRole("link")
    .evaluate((link) => getComputedStyle(link, "::after").content);
  expect(after).toContain("https://law.example/1");
});

test("at the order button the terms open in a tab of their own, and the form keeps what was typed", async ({
  context,
  checkout,
  store,
  atCheckout,
}) => {
  await store.writePage("terms", "Our terms");
  await atCheckout();
  await expect(checkout.summary).toContainText("By ordering you accept our terms");
  await expect(checkout.summary).not.toContainText("privacy");
  await checkout.field("Name").fill("Grace Hopper");
  const opened = context.waitForEvent("page");
  await checkout.summary.getByRole("link", { name: "terms (opens in a new tab)" }).click();
  await expect((await opened).locator(".page-text")).toHaveText("Our terms");
  await expect(checkout.field("Name")).toHaveValue("Grace Hopper");
  await expect(checkout.place).toBeEnabled();
});

test("without terms the order button mentions none", async ({ checkout, atCheckout }) => {
  await atCheckout();
  await expect(checkout.summary).not.toContainText("accept");
});
