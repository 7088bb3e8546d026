import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("../..", import.meta.url));

export const builtClient = process.env.SOUK_CLIENT ?? join(project, "client/dist");

/** Writes deploy/nginx.conf with its values filled in, as script/server does, and says where. */
export async function writeGateway(
  folder: string,
  ports: { shop: number; inventory: number; payment: number; bank: number },
  hasPayPage: boolean,
): Promise<string> {
  const values: Record<string, string> = {
    SOUK_DATA: folder,
    SOUK_WORKERS: "1",
    SOUK_SHOP_PORT: String(ports.shop),
    SOUK_INVENTORY_PORT: String(ports.inventory),
    SOUK_PAYMENT_PORT: String(ports.payment),
    SOUK_BANK_PORT: String(ports.bank),
    listen: "127.0.0.1",
    near: "127.0.0.1",
    client: builtClient,
    deploy: join(project, "deploy"),
    user: process.getuid?.() === 0 ? "user root;" : "",
    connections: "2000",
    SOUK_ADDRESS_CONNECTIONS: "800",
    SOUK_ADDRESS_RATE: "200",
    burst: "1000",
    real_ip_from: "",
    trusted: "",
    origins: "",
    pay_page: "",
  };
  if (hasPayPage) values.pay_page = await filledIn("nginx-pay-page.conf", values);
  await mkdir(join(folder, "gateway"));
  const file = join(folder, "gateway/nginx.conf");
  await writeFile(file, await filledIn("nginx.conf", values));
  return file;
}

async function filledIn(name: string, values: Record<string, string>): Promise<string> {
  const text = await readFile(join(project, "deploy", name), "utf8");
  return text.replaceAll(/@(\w+)@/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(`The gateway's configuration wants a value that the tests do not know: ${name}`);
    return value;
  });
}
