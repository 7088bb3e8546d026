import { expect, expectAccessible, testWith } from "../test";

const text = "de=Zahlungspflichtig bestellen: {amount};en=Order and pay {amount}";
const test = testWith({ SOUK_ORDER_BUTTON: text });

const buyers = [
  { locale: "de-AT", language: "de", words: /^Zahlungspflichtig bestellen: \$?\s?24,00\s?\$?$/ },
  { locale: "en-GB", language: "en", words: /^Order and pay (US)?\$24\.00$/ },
  { locale: "fr-FR", language: "de", words: /^Zahlungspflichtig bestellen: 24,00\s\$US$/ },
];

for (const { locale, language, words } of buyers) {
  test.describe(locale, () => {
    test.use({ locale, viewport: { width: 360, height: 740 } });

    test("the button that orders has the shop's words", async ({ page, productPage, checkout, store }) => {
      const { id } = await store.product();
      await productPage.addToCart(id);
      await checkout.open();
      const button = page.getByRole("button", { name: words });
      await expect(button).toBeEnabled();
      await expect(button.locator("[lang]")).toHaveAttribute("lang", language);
      await expectAccessible(page);
      await button.click();
      await page.waitForURL(/\/orders\/./);
    });
  });
}
