import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import Stripe from "stripe";
import { captured, oldSecret, order, paid, secret, startBank, until } from "../support/bank.js";

let bank;
before(async () => (bank = await startBank()));
after(() => bank.stop());

/** Nothing of an earlier test is still on its way. */
beforeEach(async () => {
  await until(
    async () =>
      (await bank.stripe.events.list({ limit: 100 })).data.every((event) => !event.pending_webhooks),
    "all was sent",
  );
  bank.webhooks.length = 0;
});

const verified = ({ body, signature }, key = secret) =>
  bank.stripe.webhooks.constructEvent(body, signature, key);
const isRefused = (webhook) => {
  assert.throws(() => verified(webhook), Stripe.errors.StripeSignatureVerificationError);
  return true;
};
const arrived = (count) => until(() => bank.webhooks.length >= count, `${count} webhooks`);

test("every event of a sale arrives and is verified, under the new secret and the old one", async () => {
  const session = await bank.stripe.checkout.sessions.create(order());
  await bank.press(session, "decline");
  await bank.press(session, "pay");
  const { payment_intent } = await bank.stripe.checkout.sessions.retrieve(session.id);
  await bank.stripe.paymentIntents.capture(payment_intent);
  await bank.stripe.refunds.create({ payment_intent });
  await arrived(8);
  const events = bank.webhooks.map((webhook) => verified(webhook));
  bank.webhooks.forEach((webhook) => verified(webhook, oldSecret));
  assert.deepEqual(events.map((event) => event.type).sort(), [
    "charge.captured",
    "charge.refunded",
    "checkout.session.completed",
    "payment_intent.amount_capturable_updated",
    "payment_intent.created",
    "payment_intent.payment_failed",
    "payment_intent.succeeded",
    "refund.created",
  ]);
  const completed = events.find((event) => event.type === "checkout.session.completed");
  assert.equal(completed.data.object.id, session.id);
  assert.equal(completed.data.object.client_reference_id, "pk-1");
  const stored = await bank.stripe.events.retrieve(completed.id);
  assert.deepEqual(stored.data, completed.data);
});

test("the ends without money have their events", async (t) => {
  const expired = await bank.stripe.checkout.sessions.create(order());
  await bank.stripe.checkout.sessions.expire(expired.id);
  const lapsed = await paid(bank);
  await bank.fault({ fault: "lapse", payment_intent: lapsed.payment_intent }, t);
  await arrived(5);
  const events = bank.webhooks.map((webhook) => verified(webhook));
  const of = (type) => events.find((event) => event.type === type).data.object;
  assert.equal(of("checkout.session.expired").id, expired.id);
  assert.equal(of("payment_intent.canceled").cancellation_reason, "automatic");
});

test("a refund that fails and a dispute have their events", async (t) => {
  const intent = await captured(bank);
  await bank.fault({ fault: "refund", steps: ["pending", "failed"], seconds: 0.1, times: 1 }, t);
  await bank.stripe.refunds.create({ payment_intent: intent.id, amount: 10 });
  await bank.fault({ fault: "dispute", payment_intent: intent.id }, t);
  const types = () => bank.webhooks.map((webhook) => verified(webhook).type);
  const wanted = ["refund.created", "refund.failed", "refund.updated", "charge.dispute.created"];
  await until(
    () => wanted.every((type) => types().includes(type)),
    "the refund failed and the payment is disputed",
  );
});

test("a webhook that is not accepted is sent again", async () => {
  bank.webhooks.answer = 500;
  const session = await bank.stripe.checkout.sessions.create(order());
  await bank.stripe.checkout.sessions.expire(session.id);
  await arrived(1);
  bank.webhooks.answer = 200;
  await arrived(2);
  const [first, second] = bank.webhooks.map((webhook) => verified(webhook));
  assert.equal(first.id, second.id);
});

test("a wrong signature is refused, and the next attempt has a right one", async (t) => {
  await bank.fault({ fault: "webhook", how: "wrongly_signed", times: 1 }, t);
  bank.webhooks.answer = 400;
  const session = await bank.stripe.checkout.sessions.create(order());
  await bank.stripe.checkout.sessions.expire(session.id);
  await until(() => bank.webhooks.some(isRefused), "a wrong signature");
  bank.webhooks.answer = 200;
  await arrived(2);
  assert.equal(verified(bank.webhooks.at(-1)).type, "checkout.session.expired");
});

test("an old signature is refused, although it is a right one", async (t) => {
  await bank.fault({ fault: "webhook", how: "old", times: 1 }, t);
  const session = await bank.stripe.checkout.sessions.create(order());
  await bank.stripe.checkout.sessions.expire(session.id);
  await arrived(1);
  const [{ body, signature }] = bank.webhooks;
  assert.throws(() => verified(bank.webhooks[0]), /Timestamp outside the tolerance zone/);
  bank.stripe.webhooks.constructEvent(body, signature, secret, 2 * 60 * 60);
});

test("a changed body is refused", async () => {
  const session = await bank.stripe.checkout.sessions.create(order());
  await bank.stripe.checkout.sessions.expire(session.id);
  await arrived(1);
  const [{ body, signature }] = bank.webhooks;
  isRefused({ body: Buffer.concat([body, Buffer.from(" ")]), signature });
});
