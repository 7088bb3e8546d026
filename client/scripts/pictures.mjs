// Makes what is committed in public/ from icon.svg: favicon.ico, and share.png, which is shown where somebody sends a link to
// the shop. It names no shop: SOUK_SHOP_NAME does. Only to be run when the icon changes.
import { chromium } from "@playwright/test";
import { Buffer } from "node:buffer";
import { readFileSync, writeFileSync } from "node:fs";

const file = (name) => new URL(`../public/${name}`, import.meta.url);
const icon = readFileSync(file("icon.svg"), "utf8");

const share = `
  <style>
    * { margin: 0; box-sizing: border-box }
    body { width: 1200px; height: 630px; background: #0d5c4f; color: #fbfaf7; font-family: Inter, sans-serif;
           display: flex; align-items: center; gap: 72px; padding: 0 96px }
    svg { width: 300px; flex: none }
    rect { fill: #0a4a40 }
    p { font-size: 76px; font-weight: bold; line-height: 1.2; letter-spacing: -2px }
    p + p { font-size: 40px; font-weight: normal; letter-spacing: 0; margin-top: 32px; color: #f4c95d }
  </style>
  ${icon}
  <div><p>Live stock.<br />Honest prices.</p><p>You pay only for what you get.</p></div>`;

/** An .ico of PNG pictures: a header, an entry of 16 bytes for each, then the pictures. */
function ico(pictures) {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let at = 6 + 16 * pictures.length;
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(size, 0);
    entry.writeUInt8(size, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(at, 12);
    at += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium-headless-shell",
  args: ["--no-sandbox"],
});
const page = await browser.newPage();

async function picture(width, height, html) {
  await page.setViewportSize({ width, height });
  await page.setContent(html);
  return page.screenshot({ omitBackground: true });
}

const pictures = [];
for (const size of [16, 32, 48]) {
  const html = `<style>* { margin: 0 } svg { display: block; width: ${size}px }</style>${icon}`;
  pictures.push({ size, png: await picture(size, size, html) });
}
writeFileSync(file("favicon.ico"), ico(pictures));
writeFileSync(file("share.png"), await picture(1200, 630, share));
await browser.close();
