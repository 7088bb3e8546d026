// What a visitor loads must stay small: reads Vite's manifest, adds up gzip sizes, fails above the budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const limits = { firstScript: 140, firstStyle: 15, lazyRoute: 120 };
const shopPage = /^src\/routes\/_shop(\/index)?\.tsx/;

const kB = (files) =>
  [...files].reduce(
    (sum, file) => sum + gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length,
    0,
  ) / 1000;

/** A chunk with everything that it imports at once: scripts and styles. */
function load(key, scripts = new Set(), styles = new Set()) {
  const chunk = manifest[key];
  if (scripts.has(chunk.file)) return { scripts, styles };
  scripts.add(chunk.file);
  for (const style of chunk.css ?? []) styles.add(style);
  for (const imported of chunk.imports ?? []) load(imported, scripts, styles);
  return { scripts, styles };
}

const faults = [];
function check(name, size, limit) {
  console.log(`${size.toFixed(1).padStart(7)} kB of ${String(limit).padStart(3)}  ${name}`);
  if (size > limit) faults.push(name);
}

const first = load("index.html");
for (const key of Object.keys(manifest)) {
  if (shopPage.test(key) && manifest[key].isDynamicEntry) load(key, first.scripts, first.styles);
}
check("first load of the shop, script", kB(first.scripts), limits.firstScript);
check("first load of the shop, style", kB(first.styles), limits.firstStyle);

for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || shopPage.test(key)) continue;
  const { scripts } = load(key);
  const added = [...scripts].filter((file) => !first.scripts.has(file));
  check(key.replace(/^src\/routes\//, ""), kB(added), limits.lazyRoute);
}
if (faults.length > 0) {
  console.error(`Over the budget: ${faults.join(", ")}`);
  process.exit(1);
}
