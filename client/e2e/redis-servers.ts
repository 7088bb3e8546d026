import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePorts, Process, until } from "./process";

const run = promisify(execFile);
const durable = ["--appendonly", "yes", "--appendfsync", "always", "--save", ""];

/** One Redis, or with `SOUK_E2E_PRIMARIES` the primaries of a cluster. */
export class RedisServers {
  private readonly nodes: Process[];

  private constructor(
    folder: string,
    private readonly ports: number[],
    buses: number[],
  ) {
    this.nodes = ports.map((port, at) => {
      const own = ["--port", String(port), "--dir", join(folder, `redis-${at}`)];
      const cluster = ["--cluster-enabled", "yes", "--cluster-port", String(buses[at])];
      const command = ["redis-server", ...own, ...durable, ...(this.isCluster ? cluster : [])];
      return new Process(command, process.env, join(folder, `redis-${at}.log`));
    });
  }

  static async in(folder: string): Promise<RedisServers> {
    const count = Number(process.env.SOUK_E2E_PRIMARIES ?? "1");
    const names = Array.from({ length: count }, (_, at) => `redis-${at}`);
    await Promise.all(names.map((name) => mkdir(join(folder, name))));
    const ports = Object.values(await freePorts(...names, ...names.map((name) => `${name}-bus`)));
    return new RedisServers(folder, ports.slice(0, count), ports.slice(count));
  }

  /** Of the services. */
  get settings() {
    const url = `redis://${this.ports.map((port) => `127.0.0.1:${port}`).join(",")}`;
    return { SOUK_REDIS_URL: url, ...(this.isCluster && { SOUK_REPLICAS: "0" }) };
  }

  async start(): Promise<void> {
    await Promise.all(this.nodes.map((one) => one.start()));
    if (!this.isCluster) return;
    const nodes = this.ports.map((port) => `127.0.0.1:${port}`);
    await until("all nodes answer", async () => {
      await Promise.all(this.ports.map((port) => run("redis-cli", ["-p", String(port), "PING"])));
      return true;
    });
    await run("redis-cli", ["--cluster", "create", ...nodes, "--cluster-yes"]);
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((one) => one.stop()));
  }

  private get isCluster() {
    return this.ports.length > 1;
  }
}
