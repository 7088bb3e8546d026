import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type ProxyOptions } from "vite";

/** Our own, for browsers that translate pages: see src/lib/jsx/apart.ts. */
const jsxImportSource = "@/lib/jsx";

/** A service under the path that the gateway gives it in production. */
function service(name: "inventory" | "payment", port: string): Record<string, ProxyOptions> {
  const prefix = `/api/${name}`;
  return {
    [prefix]: { target: `http://127.0.0.1:${port}`, rewrite: (path) => path.slice(prefix.length) },
  };
}

const proxy = {
  ...service("inventory", process.env.SOUK_INVENTORY_PORT ?? "8000"),
  ...service("payment", process.env.SOUK_PAYMENT_PORT ?? "8001"),
};

/** What the gateway sends, read from its configuration, so that a violation shows before deployment. */
const gateway = readFileSync(new URL("../deploy/nginx-headers.conf", import.meta.url), "utf8");
const headers: Record<string, string> = {};
for (const [, name = "", value = ""] of gateway.matchAll(/^add_header (\S+) "([^"]+)"/gm))
  headers[name] = value;

const port = Number(process.env.SOUK_SHOP_PORT ?? "3000");

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: "react",
      autoCodeSplitting: true,
      codeSplittingOptions: {
        // Where visitors arrive: in the first load, which a further round of requests would delay.
        splitBehavior: ({ routeId }) => {
          if (["/_shop", "/_shop/", "/_shop/products/$id"].includes(routeId)) return [];
          return routeId.startsWith("/admin") ? [["component", "loader"]] : undefined;
        },
      },
      quoteStyle: "double",
      semicolons: true,
      routeFileIgnorePattern: "\\.test\\.",
    }),
    react({ jsxImportSource }),
    tailwindcss(),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    manifest: true,
    target: "es2022",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The first load is one file: a browser has six connections to a server, and each file more waits for one.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } } },
  },
  server: { host: "127.0.0.1", port, strictPort: true, proxy },
  preview: { host: "127.0.0.1", port, strictPort: true, proxy, headers },
});
