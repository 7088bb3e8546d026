import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { preview, type PreviewServer } from "vite";

const client = fileURLToPath(new URL("..", import.meta.url));
const binaries = process.env.SOUK_BIN ?? join(client, "../build/release/bin");

export const settleDelay = 1_000;
export const adminToken = "token-of-the-tests-0123456789";

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
      return server;
    }),
  );
  return Promise.all(
    servers.map((server) => {
      const { port } = server.address() as { port: number };
      return new Promise<number>((closed) => server.close(() => closed(port)));
    }),
  );
}

/** Waits for a condition, not for a time. */
export async function until(
  what: string,
  condition: () => Promise<boolean>,
  patience = 20_000,
): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await condition().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${patience} ms`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** One process that a test may stop and start again. */
class Process {
  private child: ChildProcess | undefined;

  constructor(
    private readonly command: string[],
    private readonly env: NodeJS.ProcessEnv,
    private readonly log: string,
    private readonly readyUrl?: string,
  ) {}

  async start(): Promise<void> {
    const [program = "", ...args] = this.command;
    const log = await open(this.log, "a");
    this.child = spawn(program, args, { env: this.env, stdio: ["ignore", log.fd, log.fd] });
    await log.close();
    if (this.readyUrl) {
      const url = this.readyUrl;
      await until(`${this.command.join(" ")} is ready`, async () => (await fetch(url)).ok);
    }
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const impatience = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(impatience);
  }
}

export type Services = {
  shopUrl: string;
  inventoryUrl: string;
  paymentUrl: string;
  inventory: Process;
  payment: Process;
  inventoryConsumer: Process;
  paymentConsumer: Process;
  stop: () => Promise<void>;
};

/** Everything that the shop needs, on ports and in a folder of its own. `SOUK_BIN` names other binaries. */
export async function startServices(settings: Record<string, string> = {}): Promise<Services> {
  const folder = await mkdtemp(join(tmpdir(), "souk-e2e-"));
  const [redisPort, inventoryPort, paymentPort, inventoryConsumerPort, paymentConsumerPort, shopPort] =
    await freePorts(6);
  const env = {
    ...process.env,
    SOUK_REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    SOUK_INVENTORY_PORT: String(inventoryPort),
    SOUK_PAYMENT_PORT: String(paymentPort),
    SOUK_INVENTORY_CONSUMER_PORT: String(inventoryConsumerPort),
    SOUK_PAYMENT_CONSUMER_PORT: String(paymentConsumerPort),
    SOUK_SETTLE_DELAY: `${settleDelay}ms`,
    ...settings,
  };
  const durable = ["--appendonly", "yes", "--appendfsync", "always", "--save", ""];
  const redis = new Process(
    ["redis-server", "--port", String(redisPort), "--dir", folder, ...durable],
    env,
    join(folder, "redis.log"),
  );
  const role = (service: "inventory" | "payment", name: "api" | "consumer", port: number | undefined) =>
    new Process(
      [join(binaries, service), name],
      env,
      join(folder, `${service}-${name}.log`),
      `http://127.0.0.1:${port}/readyz`,
    );
  const inventory = role("inventory", "api", inventoryPort);
  const payment = role("payment", "api", paymentPort);
  const inventoryConsumer = role("inventory", "consumer", inventoryConsumerPort);
  const paymentConsumer = role("payment", "consumer", paymentConsumerPort);
  const processes = [inventory, payment, inventoryConsumer, paymentConsumer];

  let shop: PreviewServer | undefined;
  async function stop() {
    await shop?.close();
    await Promise.all(processes.map((one) => one.stop()));
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  }
  try {
    await redis.start();
    await Promise.all(processes.map((one) => one.start()));
    // vite.config.ts reads these; the preview sends the gateway's headers and proxies as it does.
    Object.assign(process.env, env, { SOUK_SHOP_PORT: String(shopPort) });
    shop = await preview({ root: client, logLevel: "error" });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    shopUrl: `http://127.0.0.1:${shopPort}`,
    inventoryUrl: `http://127.0.0.1:${inventoryPort}`,
    paymentUrl: `http://127.0.0.1:${paymentPort}`,
    inventory,
    payment,
    inventoryConsumer,
    paymentConsumer,
    stop,
  };
}
