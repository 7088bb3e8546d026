// Puts a .gz beside every text of dist/, so that the gateway compresses nothing while it serves (gzip_static).
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { constants, gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const texts = /\.(css|html|js|json|map|svg|txt|webmanifest)$/;
const onePacket = 1400; // bytes: a smaller file travels no faster for being compressed

for (const name of readdirSync(dist, { recursive: true })) {
  const file = join(dist, name);
  if (!texts.test(name) || statSync(file).size <= onePacket) continue;
  const content = readFileSync(file);
  const compressed = gzipSync(content, { level: constants.Z_BEST_COMPRESSION });
  if (compressed.length < content.length) writeFileSync(`${file}.gz`, compressed);
}
