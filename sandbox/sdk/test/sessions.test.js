import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import Stripe from "stripe";
import { order, paid, startBank } from "../support/bank.js";

let bank;
before(async () => (bank = await startBank()));
after(() => bank.stop());

test("a new session is open, unpaid and has a pay page", async () => {
  const session = await bank.stripe.checkout.sessions.create(order({ customer_email: "ada@example.com" }));
  assert.match(session.id, /^cs_test_/);
  assert.equal(session.status, "open");
  assert.equal(session.payment_status, "unpaid");
  assert.equal(session.amount_total, 2400);
  assert.equal(session.currency, "usd");
  assert.equal(session.payment_intent, null);
  assert.equal(session.client_reference_id, "pk-1");
  assert.deepEqual(session.metadata, { order: "pk-1" });
  assert.equal(session.customer_email, "ada@example.com");
  assert.equal(session.url, `${bank.url}/pay/${session.id}`);
  assert.equal((await fetch(session.url)).status, 200);
  assert.match(session.lastResponse.requestId, /^req_/);
  assert.match(session.lastResponse.apiVersion, /^\d{4}-\d{2}-\d{2}/);
});

test("a retrieved session is the one that was created", async () => {
  const session = await bank.stripe.checkout.sessions.create(order());
  assert.deepEqual({ ...(await bank.stripe.checkout.sessions.retrieve(session.id)) }, { ...session });
});

test("a paid session is complete and holds an authorized intent", async () => {
  const session = await paid(bank);
  assert.equal(session.status, "complete");
  assert.equal(session.url, null);
  const whole = await bank.stripe.checkout.sessions.retrieve(session.id, {
    expand: ["payment_intent.latest_charge", "line_items"],
  });
  assert.equal(whole.payment_intent.status, "requires_capture");
  assert.equal(whole.payment_intent.amount_capturable, 2400);
  assert.deepEqual(whole.payment_intent.metadata, { order: "pk-1" });
  assert.equal(whole.payment_intent.latest_charge.captured, false);
  assert.equal(whole.line_items.data[0].description, "Lamp & shade");
});

test("metadata of the session is not copied to the intent", async () => {
  const session = await paid(bank, { payment_intent_data: { capture_method: "manual" } });
  const intent = await bank.stripe.paymentIntents.retrieve(session.payment_intent);
  assert.deepEqual(intent.metadata, {});
});

test("without manual capture a payment is captured at once", async () => {
  const session = await paid(bank, { payment_intent_data: {} });
  assert.equal(session.payment_status, "paid");
  const intent = await bank.stripe.paymentIntents.retrieve(session.payment_intent);
  assert.equal(intent.status, "succeeded");
  assert.equal(intent.amount_received, 2400);
});

test("an open session can be expired once", async () => {
  const session = await bank.stripe.checkout.sessions.create(order());
  assert.equal((await bank.stripe.checkout.sessions.expire(session.id)).status, "expired");
  await assert.rejects(bank.stripe.checkout.sessions.expire(session.id), (error) => {
    assert(error instanceof Stripe.errors.StripeInvalidRequestError);
    assert.match(error.message, /has a status of `expired`/);
    return true;
  });
});

test("a complete session cannot be expired, and the error says so", async () => {
  const session = await paid(bank);
  await assert.rejects(bank.stripe.checkout.sessions.expire(session.id), {
    type: "StripeInvalidRequestError",
    statusCode: 400,
    message: /has a status of `complete`/,
  });
});

test("a session stays open for half an hour at least and a day at most", async () => {
  const now = Math.floor(Date.now() / 1000);
  const create = (seconds) => bank.stripe.checkout.sessions.create(order({ expires_at: now + seconds }));
  const refused = { type: "StripeInvalidRequestError", param: "expires_at" };
  await assert.rejects(create(30 * 60 - 60), { ...refused, message: /at least 30 minutes/ });
  await assert.rejects(create(24 * 60 * 60 + 60), { ...refused, message: /less than 24 hours/ });
  assert.equal((await create(31 * 60)).expires_at, now + 31 * 60);
});

test("the amount of a session is the sum of its lines, in the minor units of its currency", async () => {
  const line = (unit_amount, quantity) => ({
    price_data: { currency: "JPY", unit_amount, product_data: { name: "tea" } },
    quantity,
  });
  const session = await bank.stripe.checkout.sessions.create(
    order({ line_items: [line(500, 3), line(1, 1)] }),
  );
  assert.equal(session.amount_total, 1501);
  assert.equal(session.currency, "jpy");
});
