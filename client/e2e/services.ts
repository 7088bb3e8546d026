import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtClient, writeGateway } from "./gateway";
import { freePorts, Process } from "./process";
import { RedisServers } from "./redis-servers";

// Redis syncs every write; in memory that costs nothing.
const scratch = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const binaries = process.env.SOUK_BIN ?? fileURLToPath(new URL("../../build/release/bin", import.meta.url));

export const settleDelay = 1_000;
export const adminToken = "token-of-the-tests-0123456789";

export type Services = {
  shopUrl: string;
  inventoryUrl: string;
  paymentUrl: string;
  inventory: Process;
  payment: Process;
  inventoryConsumer: Process;
  paymentConsumer: Process;
  /** Where the sandbox's bank has its faults and bookings. */
  bankUrl: string;
  /** The folder of mails, which are files. Without a bank no worker writes them. */
  mails: string;
  stop: () => Promise<void>;
};

/**
 * Everything that the shop needs, on ports and in a folder of its own. `SOUK_BIN` names other binaries. With
 * `SOUK_PAYMENTS=sandbox` also the bank and payment's worker.
 */
export async function startServices(settings: Record<string, string> = {}): Promise<Services> {
  const folder = await mkdtemp(join(scratch, "souk-e2e-"));
  const ports = await freePorts(
    ...(["inventory", "payment", "inventoryConsumer", "paymentConsumer", "shop"] as const),
    ...(["worker", "bank"] as const),
  );
  const isSandbox = settings.SOUK_PAYMENTS === "sandbox";
  const shopUrl = `http://127.0.0.1:${ports.shop}`;
  const redis = await RedisServers.in(folder);
  const env = {
    ...process.env,
    SOUK_DATA: folder,
    ...redis.settings,
    SOUK_INVENTORY_PORT: String(ports.inventory),
    SOUK_PAYMENT_PORT: String(ports.payment),
    SOUK_INVENTORY_CONSUMER_PORT: String(ports.inventoryConsumer),
    SOUK_PAYMENT_CONSUMER_PORT: String(ports.paymentConsumer),
    SOUK_PAYMENT_WORKER_PORT: String(ports.worker),
    SOUK_SETTLE_DELAY: `${settleDelay}ms`,
    SOUK_CLIENT: builtClient,
    SOUK_CHALLENGE: "off",
    SOUK_UNPAID_ORDERS: "0",
    SOUK_PUBLIC_URL: shopUrl,
    ...(isSandbox && sandboxEnv(shopUrl, ports)),
    ...settings,
  };
  const role = (service: "inventory" | "payment", name: "api" | "consumer" | "worker", port: number) =>
    new Process(
      [join(binaries, service), name],
      env,
      join(folder, `${service}-${name}.log`),
      `http://127.0.0.1:${port}/readyz`,
    );
  const inventory = role("inventory", "api", ports.inventory);
  const payment = role("payment", "api", ports.payment);
  const inventoryConsumer = role("inventory", "consumer", ports.inventoryConsumer);
  const paymentConsumer = role("payment", "consumer", ports.paymentConsumer);
  const gateway = new Process(
    ["/usr/sbin/nginx", "-e", "stderr", "-c", writeGateway(folder, env, ports.shop)],
    env,
    join(folder, "gateway.log"),
    shopUrl,
  );
  const bankUrl = `http://127.0.0.1:${ports.bank}`;
  const atBank = [
    new Process(
      ["/usr/bin/python3", "-B", "-m", "bank"],
      { ...env, SOUK_DATA: join(folder, "bank") },
      join(folder, "bank.log"),
      `${bankUrl}/healthz`,
    ),
    role("payment", "worker", ports.worker),
  ];
  const processes = [inventory, payment, inventoryConsumer, paymentConsumer, gateway];
  if (isSandbox) processes.push(...atBank);

  // A test may start services of its own beside those of its worker.
  const redisBefore = process.env.SOUK_REDIS_URL;

  async function stop() {
    process.env.SOUK_REDIS_URL = redisBefore ?? "";
    await Promise.all(processes.map((one) => one.stop()));
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  }
  try {
    process.env.SOUK_REDIS_URL = redis.settings.SOUK_REDIS_URL; // for what a test does to Redis itself
    await redis.start();
    await Promise.all(processes.map((one) => one.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    shopUrl,
    inventoryUrl: `http://127.0.0.1:${ports.inventory}`,
    paymentUrl: `http://127.0.0.1:${ports.payment}`,
    inventory,
    payment,
    inventoryConsumer,
    paymentConsumer,
    bankUrl,
    mails: join(folder, "mail"),
    stop,
  };
}

/** The gateway passes the bank's pay page on, so a buyer finds it on the shop's origin. */
function sandboxEnv(shopUrl: string, ports: { payment: number; bank: number }) {
  return {
    PYTHONPATH: fileURLToPath(new URL("../../sandbox", import.meta.url)),
    SOUK_BANK_PORT: String(ports.bank),
    SOUK_BANK_URL: shopUrl,
    SOUK_BANK_WEBHOOK_URL: `http://127.0.0.1:${ports.payment}/payments/webhooks/stripe`,
    SOUK_STRIPE_SECRET_KEY: "sk_test_of_a_test",
  };
}
