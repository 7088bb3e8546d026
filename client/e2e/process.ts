import { spawn, type ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { open } from "node:fs/promises";
import { createServer, type AddressInfo, type Server } from "node:net";

/**
 * Below 32768, where Linux begins to number outgoing connections: one of those could take the port of a service that a test
 * has stopped. tests/integration and tests/system have ranges of their own. All are kept open until the last is found, so that they differ.
 */
export async function freePorts<Name extends string>(...names: Name[]): Promise<Record<Name, number>> {
  const held: Server[] = [];
  while (held.length < names.length) {
    const server = await listenOn(randomInt(15_000, 20_000));
    if (server) held.push(server);
  }
  const ports = held.map((one) => (one.address() as AddressInfo).port);
  await Promise.all(held.map((one) => new Promise((closed) => one.close(closed))));
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Record<Name, number>;
}

function listenOn(port: number): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

/** Waits for a condition, with a deadline. */
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
export class Process {
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

  /** Accepts connections and does not answer, like a hanging machine. resume() continues. */
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
