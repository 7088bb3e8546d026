import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "../test";

const client = fileURLToPath(new URL("../..", import.meta.url));

/** What the vocabulary of schema.org, as the types of schema-dts, has against this data: unknown names, wrong values. */
function faultsOf(type: string, data: string): string[] {
  const text = `import type { Graph, Product, ProductGroup, WithContext } from "schema-dts";
    export const data: ${type} = ${data};`;
  const file = `${client}structured-data.ts`; // not on the disk; beside node_modules
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => name === file || disk.fileExists(name),
    readFile: (name) => (name === file ? text : disk.readFile(name)),
    getSourceFile: (name, version) =>
      name === file ? ts.createSourceFile(name, text, version) : disk.getSourceFile(name, version),
  };
  const found = ts.getPreEmitDiagnostics(ts.createProgram([file], options, host));
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

test("what pages say of themselves is in the vocabulary of schema.org", async ({ page, services, store }) => {
  test.setTimeout(60_000);
  const { id } = await store.product({ name: "Lamp", description: "Light", image: "/images/lamp.webp" });
  await store.group("Described shirt", { S: 3, M: 0 });
  for (const [path, type] of [
    ["/", "Graph"],
    [`/products/${id}`, "WithContext<Product>"],
    ["/groups/described-shirt", "WithContext<ProductGroup>"],
  ] as const) {
    await page.goto(services.shopUrl + path);
    const data = (await page.locator("script[type='application/ld+json']").textContent()) ?? "";
    expect(faultsOf(type, data), path).toEqual([]);
    expect(faultsOf(type, data.replace(/"name"/, '"nam"')), "a wrong name").not.toEqual([]);
  }
});
