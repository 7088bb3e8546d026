// Puts a .gz and a .br beside every text of dist/, so that the gateway compresses nothing while it serves.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const texts = /\.(css|html|js|json|map|svg|txt|webmanifest)$/;
const onePacket = 1400; // bytes: a smaller file travels no faster for being compressed

for (const name of readdirSync(dist, { recursive: true })) {
  const file = join(dist, name);
  if (!texts.test(name) || statSync(file).size <= onePacket) continue;
  const content = readFileSync(file);
  const forms = {
    br: brotliCompressSync(content), // its default is the best quality
    gz: gzipSync(content, { level: constants.Z_BEST_COMPRESSION }),
  };
  for (const [ending, compressed] of Object.entries(forms))
    if (compressed.length < content.length) writeFileSync(`${file}.${ending}`, compressed);
}
