import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("../..", import.meta.url));

/** Writes deploy/nginx.conf with its values filled in, as script/server does, and says where. */
export async function writeGateway(
  folder: string,
  ports: { shop: number; inventory: number; payment: number },
): Promise<string> {
  const values: Record<string, string> = {
    SOUK_DATA: folder,
    SOUK_WORKERS: "1",
    SOUK_SHOP_PORT: String(ports.shop),
    SOUK_INVENTORY_PORT: String(ports.inventory),
    SOUK_PAYMENT_PORT: String(ports.payment),
    listen: "127.0.0.1",
    near: "127.0.0.1",
    client: process.env.SOUK_CLIENT ?? join(project, "client/dist"),
    deploy: join(project, "deploy"),
    user: process.getuid?.() === 0 ? "user root;" : "",
    connections: "2000",
    SOUK_ADDRESS_CONNECTIONS: "800",
    SOUK_ADDRESS_RATE: "200",
    burst: "1000",
    real_ip_from: "",
    trusted: "",
    origins: "",
  };
  const text = await readFile(join(project, "deploy/nginx.conf"), "utf8");
  await mkdir(join(folder, "gateway"));
  const file = join(folder, "gateway/nginx.conf");
  await writeFile(
    file,
    text.replaceAll(/@(\w+)@/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined)
        throw new Error(`deploy/nginx.conf wants a value that the tests do not know: ${name}`);
      return value;
    }),
  );
  return file;
}
