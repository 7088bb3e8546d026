import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("../..", import.meta.url));

export const builtClient = process.env.SOUK_CLIENT ?? join(project, "client/dist");

/** Writes the gateway's configuration as script/server does, and says where. `env`: the settings of the services. */
export function writeGateway(folder: string, env: NodeJS.ProcessEnv, shopPort: number): string {
  mkdirSync(join(folder, "gateway"));
  execFileSync(join(project, "deploy/write-gateway"), {
    env: {
      SOUK_PAYMENTS: "instant",
      ...env,
      SOUK_HOST: "127.0.0.1",
      SOUK_SHOP_PORT: String(shopPort),
      SOUK_WORKERS: "1",
      SOUK_ADDRESS_CONNECTIONS: "800",
      SOUK_ADDRESS_RATE: "200",
    },
  });
  return join(folder, "gateway/nginx.conf");
}
