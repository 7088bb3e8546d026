import type { Page } from "@playwright/test";

/** A JPEG that is as heavy as a photograph: 16 kB at 320 pixels and some 33 kB at 640. */
export async function photograph(page: Page): Promise<Buffer<ArrayBuffer>> {
  return Buffer.from(await page.evaluate(drawPhotograph), "base64");
}

/** What makes one heavy: many soft shapes, and a grain that does not compress. In base64; runs in the page. */
async function drawPhotograph(): Promise<string> {
  const side = 1600; // pixels
  const canvas = new OffscreenCanvas(side, side);
  const brush = canvas.getContext("2d");
  if (!brush) throw new Error("no canvas");
  const random = (most: number) => Math.random() * most;
  for (let shape = 0; shape < 300; shape++) {
    brush.fillStyle = `hsl(${random(80)} ${random(70)}% ${random(90)}% / 0.6)`;
    brush.beginPath();
    brush.ellipse(random(side), random(side), random(250), random(120), random(6), 0, 2 * Math.PI);
    brush.fill();
  }
  const picture = brush.getImageData(0, 0, side, side);
  picture.data.forEach((value, at) => {
    if (at % 4 !== 3) picture.data[at] = value + random(20) - 10; // not the transparency
  });
  brush.putImageData(picture, 0, 0);
  const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
  const bytes = new Uint8Array(await jpeg.arrayBuffer());
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
}
