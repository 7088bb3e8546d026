import { writeFile } from "node:fs/promises";
import { BareBrowser } from "../bare-browser";
import { adminToken, until } from "../services";
import { expect, test } from "./fixtures";

// Services of its own, because the other tests would have to delete what this one imports.
test.use({ settings: { SOUK_FEE_PERCENT: "20" } });
test.setTimeout(400_000);

const rows = 100_000;
const deadline = 180_000;
// Chosen from hand measurements: about 355 MB for new rows; 558 MB with changed rows when each held its cells and the answer.
const mostMemory = 450;

test("a file of 100,000 rows goes in, and the tab stays small", async ({ services, store }, info) => {
  const file = info.outputPath("large.csv");
  const text = "Oak, linen and brass, made by hand in a small workshop by the sea. ".repeat(3);
  const lines = Array.from(
    { length: rows },
    (_, n) => `L-${n},Large ${n},${(n % 900) + 1}.50,${n % 90},"${text}"`,
  );
  await writeFile(file, `sku,name,price,quantity,description\n${lines.join("\n")}\n`);

  const browser = await BareBrowser.start();
  let peak = 0;
  const shows = (what: string, condition: string) =>
    until(
      what,
      async () => {
        peak = Math.max(peak, await browser.privateMemory());
        return browser.evaluate<boolean>(condition);
      },
      deadline,
    );
  const button = (name: string) =>
    `[...document.querySelectorAll("button")].find((one) => one.textContent.startsWith("${name}"))`;
  try {
    await browser.open(`${services.shopUrl}/admin/import`, { name: "souk_admin", value: adminToken });
    await shows("the page", `document.querySelector("input[type=file]") !== null`);
    await browser.chooseFile("input[type=file]", file);
    await shows("the preview", `${button("Confirm: import 100,000 rows")} !== undefined`);
    await browser.evaluate(`${button("Confirm")}.click()`);
    await shows("the report", `document.querySelector("h2")?.textContent === "100,000 products imported"`);
  } finally {
    await browser.stop();
  }
  expect(await store.products("Large 99999")).toMatchObject([{ sku: "L-99999", price: 100.5 }]);
  info.annotations.push({ type: "peak", description: `${Math.round(peak)} MB` });
  expect(peak).toBeLessThan(mostMemory);
});
