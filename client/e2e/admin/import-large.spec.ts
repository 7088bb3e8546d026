import { writeFile } from "node:fs/promises";
import { BareBrowser } from "../bare-browser";
import { until } from "../process";
import { expect, newSession, test } from "./fixtures";

// Services of its own, because the other tests would have to delete what this one imports.
test.use({ settings: { SOUK_FEE_PERCENT: "20" } });
test.setTimeout(400_000);

// 100,000 is the most that a file may have: SOUK_E2E_IMPORT_ROWS=100000 proves that, and takes minutes.
const rows = Number(process.env.SOUK_E2E_IMPORT_ROWS ?? "20000");
const count = rows.toLocaleString("en-US");
const deadline = 180_000;
// In MB. Measured: 118 for 20,000 new rows, 355 for 100,000; 558 for 100,000 when each row held its cells and the answer.
const mostMemory = 90 + (rows / 1_000) * 3.6;

test(`a file of ${count} rows is imported, and the tab stays small`, async ({ services, store }, info) => {
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
    await browser.open(`${services.shopUrl}/admin/import`, {
      name: "souk_admin",
      value: await newSession(services),
    });
    await shows("the page", `document.querySelector("input[type=file]") !== null`);
    await browser.chooseFile("input[type=file]", file);
    await shows("the preview", `${button(`Confirm: import ${count} rows`)} !== undefined`);
    await browser.evaluate(`${button("Confirm")}.click()`);
    await shows("the report", `document.querySelector("h2")?.textContent === "${count} products imported"`);
  } finally {
    await browser.stop();
  }
  expect(await store.products(`Large ${rows - 1}`)).toMatchObject([
    { sku: `L-${rows - 1}`, price: ((rows - 1) % 900) + 1.5 },
  ]);
  info.annotations.push({ type: "peak", description: `${Math.round(peak)} MB` });
  expect(peak).toBeLessThan(mostMemory);
});
