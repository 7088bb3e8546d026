import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fullChromium } from "../chromium";

type Message = { id?: number; result?: unknown; error?: { message: string } };

/**
 * Chromium over its debugging pipe, for measuring a tab. Playwright's own makes the tab keep what it loads and sends, up to
 * 100 MB.
 */
export class BareBrowser {
  private readonly unconfirmed = new Map<number, (message: Message) => void>();
  private asked = 0;
  private session?: string;

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
  ) {
    let text = "";
    (child.stdio[4] as Readable).setEncoding("utf8").on("data", (part: string) => {
      const messages = (text + part).split("\0");
      text = messages.pop() ?? "";
      for (const message of messages.map((one) => JSON.parse(one) as Message))
        if (message.id) this.unconfirmed.get(message.id)?.(message);
    });
  }

  static async start(): Promise<BareBrowser> {
    const profile = await mkdtemp(join(tmpdir(), "souk-bare-"));
    const options = [
      "--headless=new",
      "--no-sandbox",
      "--remote-debugging-pipe",
      `--user-data-dir=${profile}`,
    ];
    const command = ["--pdeathsig", "KILL", fullChromium.executablePath, ...options, "about:blank"];
    const stdio = ["ignore", "ignore", "ignore", "pipe", "pipe"] as const;
    return new BareBrowser(spawn("setpriv", command, { stdio: [...stdio] }), profile);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGKILL");
    await ended;
    await rm(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  async open(url: string, cookie: { name: string; value: string }): Promise<void> {
    await this.send("Storage.setCookies", {
      cookies: [{ ...cookie, url, httpOnly: true, sameSite: "Strict" }],
    });
    const { targetId } = await this.send<{ targetId: string }>("Target.createTarget", { url });
    const attached = { targetId, flatten: true };
    this.session = (await this.send<{ sessionId: string }>("Target.attachToTarget", attached)).sessionId;
  }

  async evaluate<T>(expression: string): Promise<T> {
    const asked = { expression, returnByValue: true };
    return (await this.send<{ result: { value: T } }>("Runtime.evaluate", asked)).result.value;
  }

  async chooseFile(selector: string, path: string): Promise<void> {
    const { root } = await this.send<{ root: { nodeId: number } }>("DOM.getDocument");
    const wanted = { nodeId: root.nodeId, selector };
    const { nodeId } = await this.send<{ nodeId: number }>("DOM.querySelector", wanted);
    await this.send("DOM.setFileInputFiles", { files: [path], nodeId });
    await this.send("DOM.disable");
  }

  /** Private memory of the largest tab or worker process, in MB: without the code that all of them share. */
  async privateMemory(): Promise<number> {
    type Processes = { processInfo: { type: string; id: number }[] };
    const { processInfo } = await this.send<Processes>("SystemInfo.getProcessInfo", {}, false);
    const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => anonymous(id));
    return Math.max(...sizes);
  }

  private send<T>(method: string, params: object = {}, toPage = true): Promise<T> {
    const id = ++this.asked;
    const message = { id, method, params, ...(toPage && this.session && { sessionId: this.session }) };
    (this.child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    return new Promise<T>((resolve, reject) => {
      this.unconfirmed.set(id, ({ result, error }) => {
        this.unconfirmed.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result as T);
      });
    });
  }
}

function anonymous(process: number): number {
  try {
    const status = readFileSync(`/proc/${process}/status`, "utf8");
    return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it has ended
  }
}
