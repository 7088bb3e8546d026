// Keeps openapi/*.json and the types generated from them equal to what the services serve.
// Without argument: fetches and writes. --check: fails when something differs. --types: types only, no service needed.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const mode = process.argv[2] ?? "--write";
const services = {
  inventory: process.env.SOUK_INVENTORY_PORT ?? "8000",
  payment: process.env.SOUK_PAYMENT_PORT ?? "8001",
};

async function served(name, port) {
  const response = await fetch(`http://127.0.0.1:${port}/openapi.json`);
  if (!response.ok) throw new Error(`${name} answered ${response.status} on port ${port}`);
  return `${JSON.stringify(await response.json(), withAdmin, 2)}\n`;
}

/** A service without an admin token lets anybody in, and says so; the client is written for one that has a token. */
function withAdmin(key, value) {
  return key === "security" ? value.filter((way) => Object.keys(way).length > 0) : value;
}

async function typesOf(specification) {
  const banner = "// Generated from openapi/ by `npm run openapi`; do not edit.\n\n";
  return banner + astToString(await openapiTS(JSON.parse(specification)));
}

const differing = [];
for (const [name, port] of Object.entries(services)) {
  const file = new URL(`../openapi/${name}.json`, import.meta.url);
  const typesFile = new URL(`../src/lib/api-types/${name}.d.ts`, import.meta.url);
  if (mode === "--check") {
    const kept = await readFile(file, "utf8");
    if (kept !== (await served(name, port))) differing.push(`openapi/${name}.json`);
    if ((await readFile(typesFile, "utf8")) !== (await typesOf(kept)))
      differing.push(`api-types/${name}.d.ts`);
  } else {
    if (mode === "--write") await writeFile(file, await served(name, port));
    await writeFile(typesFile, await typesOf(await readFile(file, "utf8")));
  }
}
if (differing.length > 0) {
  console.error(`Not what the services serve: ${differing.join(", ")}. Run \`npm run openapi\`.`);
  process.exit(1);
}
