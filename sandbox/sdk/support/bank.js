/** A bank of its own for a test file, with a shop that receives its webhooks, and Stripe's SDK in front of it. */
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Stripe from "stripe";

const sandbox = fileURLToPath(new URL("../..", import.meta.url));
export const secret = "whsec_of_the_judge";
export const oldSecret = "whsec_before_it";

/** The first truthy answer of `condition`. */
export async function until(condition, what, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const answer = await condition();
    if (answer) return answer;
    await pause(20);
  }
  throw new Error(`${what}: not within ${seconds} s`);
}

/** Collects the raw webhooks. `webhooks.answer` is the status that the shop answers with. */
async function startShop() {
  const webhooks = Object.assign([], { answer: 200 });
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    webhooks.push({
      body: Buffer.concat(chunks),
      signature: request.headers["stripe-signature"],
      status: webhooks.answer,
    });
    response.writeHead(webhooks.answer).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { webhooks, server, port: server.address().port };
}

/** Below 32768, where Linux begins to number outgoing connections: one of those could take the port before the bank does. */
async function freePort() {
  for (;;) {
    const port = randomInt(10_000, 20_000);
    const probe = createServer();
    const free = await new Promise((done) => {
      probe.once("error", () => done(false));
      probe.listen(port, "127.0.0.1", () => done(true));
    });
    if (!free) continue;
    await new Promise((done) => probe.close(done));
    return port;
  }
}

export async function startBank() {
  const [shop, port, data] = await Promise.all([startShop(), freePort(), mkdtemp(join(tmpdir(), "bank-"))]);
  const url = `http://127.0.0.1:${port}`;
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "/usr/bin/python3", "-B", "-m", "bank"], {
    cwd: sandbox,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      PATH: process.env.PATH,
      SOUK_BANK_PORT: String(port),
      SOUK_DATA: data,
      SOUK_STRIPE_SECRET_KEY: "sk_test_judge",
      SOUK_STRIPE_WEBHOOK_SECRET: `${secret},${oldSecret}`,
      SOUK_BANK_WEBHOOK_URL: `http://127.0.0.1:${shop.port}/webhooks`,
    },
  });
  let printed = "";
  child.stderr.on("data", (text) => (printed += text));
  await until(
    () =>
      child.exitCode !== null ||
      fetch(`${url}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      ),
    "the bank is there",
  );
  if (child.exitCode !== null) throw new Error(`The bank did not start: ${printed}`);

  const sdk = (options = {}) =>
    new Stripe("sk_test_judge", {
      host: "127.0.0.1",
      port,
      protocol: "http",
      maxNetworkRetries: 0,
      telemetry: false,
      ...options,
    });
  return {
    url,
    sdk,
    stripe: sdk(),
    webhooks: shop.webhooks,
    /** Every fault ends with the test that asked for it. */
    async fault(fields, test) {
      const answer = await fetch(`${url}/faults`, { method: "POST", body: JSON.stringify(fields) });
      if (answer.status !== 201) throw new Error(await answer.text());
      test.after(() => fetch(`${url}/faults`, { method: "DELETE" }));
    },
    press: (session, action) =>
      fetch(`${url}/pay/${session.id}`, {
        method: "POST",
        body: new URLSearchParams({ action }),
        redirect: "manual",
      }),
    async bookings() {
      const lines = await (await fetch(`${url}/bookings`)).text();
      return lines
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    },
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
      shop.server.closeAllConnections();
      shop.server.close();
      await rm(data, { recursive: true });
      if (child.exitCode !== 0) throw new Error(`The bank ended with ${child.exitCode}: ${printed}`);
    },
  };
}

export const order = (more = {}) => ({
  mode: "payment",
  line_items: [
    {
      price_data: { currency: "usd", unit_amount: 1200, product_data: { name: "Lamp & shade" } },
      quantity: 2,
    },
  ],
  client_reference_id: "pk-1",
  metadata: { order: "pk-1" },
  payment_intent_data: { capture_method: "manual", metadata: { order: "pk-1" } },
  success_url: "http://localhost:3000/orders/pk-1?session={CHECKOUT_SESSION_ID}",
  cancel_url: "http://localhost:3000/orders/pk-1",
  ...more,
});

/** A session whose buyer has paid. */
export async function paid(bank, more = {}) {
  const session = await bank.stripe.checkout.sessions.create(order(more));
  await bank.press(session, "pay");
  return bank.stripe.checkout.sessions.retrieve(session.id);
}

/** The intent of a payment that was captured. */
export async function captured(bank, more = {}) {
  const session = await paid(bank, more);
  return bank.stripe.paymentIntents.capture(session.payment_intent);
}
