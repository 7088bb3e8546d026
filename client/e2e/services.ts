import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeGateway } from "./gateway";

const binaries = process.env.SOUK_BIN ?? fileURLToPath(new URL("../../build/release/bin", import.meta.url));

export const settleDelay = 1_000;
export const adminToken = "token-of-the-tests-0123456789";

/** All are held until the last is found, so that no two are the same. */
export async function freePorts<Name extends string>(...names: Name[]): Promise<Record<Name, number>> {
  const held = names.map(() => createServer());
  await Promise.all(held.map((one) => new Promise<void>((ready) => one.listen(0, "127.0.0.1", ready))));
  const ports = held.map((one) => (one.address() as AddressInfo).port);
  await Promise.all(held.map((one) => new Promise((closed) => one.close(closed))));
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Record<Name, number>;
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
    // Ends with this process, however that ends.
    const command = ["--pdeathsig", "TERM", program, ...args];
    this.child = spawn("setpriv", command, { env: this.env, stdio: ["ignore", log.fd, log.fd] });
    await log.close();
    if (this.readyUrl) {
      const url = this.readyUrl;
      await until(`${this.command.join(" ")} is ready`, async () => (await fetch(url)).ok);
    }
  }

  /** Takes connections and answers nothing, as a machine that hangs; resume() goes on where it was. */
  pause(): void {
    this.child?.kill("SIGSTOP");
  }

  resume(): void {
    this.child?.kill("SIGCONT");
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGCONT");
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
  const ports = await freePorts(
    ...(["redis", "inventory", "payment", "inventoryConsumer", "paymentConsumer", "shop"] as const),
  );
  const redisUrl = `redis://127.0.0.1:${ports.redis}`;
  const env = {
    ...process.env,
    SOUK_REDIS_URL: redisUrl,
    SOUK_INVENTORY_PORT: String(ports.inventory),
    SOUK_PAYMENT_PORT: String(ports.payment),
    SOUK_INVENTORY_CONSUMER_PORT: String(ports.inventoryConsumer),
    SOUK_PAYMENT_CONSUMER_PORT: String(ports.paymentConsumer),
    SOUK_SETTLE_DELAY: `${settleDelay}ms`,
    ...settings,
  };
  const durable = ["--appendonly", "yes", "--appendfsync", "always", "--save", ""];
  const redis = new Process(
    ["redis-server", "--port", String(ports.redis), "--dir", folder, ...durable],
    env,
    join(folder, "redis.log"),
  );
  const role = (service: "inventory" | "payment", name: "api" | "consumer", port: number) =>
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
  const shopUrl = `http://127.0.0.1:${ports.shop}`;
  const gateway = new Process(
    ["/usr/sbin/nginx", "-e", "stderr", "-c", await writeGateway(folder, ports)],
    env,
    join(folder, "gateway.log"),
    shopUrl,
  );
  const processes = [inventory, payment, inventoryConsumer, paymentConsumer, gateway];

  // A test may start services of its own beside those of its worker.
  const redisBefore = process.env.SOUK_REDIS_URL;

  async function stop() {
    process.env.SOUK_REDIS_URL = redisBefore ?? "";
    await Promise.all(processes.map((one) => one.stop()));
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  }
  try {
    process.env.SOUK_REDIS_URL = redisUrl; // for what a test does to Redis itself
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
    stop,
  };
}
