import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { captured, order, paid, startBank } from "../support/bank.js";

let bank;
before(async () => (bank = await startBank()));
after(() => bank.stop());

const unexpectedState = {
  type: "StripeInvalidRequestError",
  code: "payment_intent_unexpected_state",
  statusCode: 400,
};

test("a capture takes the whole amount", async () => {
  const session = await paid(bank);
  const intent = await bank.stripe.paymentIntents.capture(session.payment_intent, {}, { expand: [] });
  assert.equal(intent.status, "succeeded");
  assert.equal(intent.amount_received, 2400);
  assert.equal(intent.amount_capturable, 0);
  const charge = await bank.stripe.charges.retrieve(intent.latest_charge);
  assert.equal(charge.captured, true);
  assert.equal(charge.amount_captured, 2400);
  assert.equal((await bank.stripe.checkout.sessions.retrieve(session.id)).payment_status, "paid");
});

test("a capture of a part releases the rest", async () => {
  const session = await paid(bank);
  const intent = await bank.stripe.paymentIntents.capture(session.payment_intent, {
    amount_to_capture: 1000,
  });
  assert.equal(intent.amount_received, 1000);
  assert.equal(intent.amount_capturable, 0);
});

test("more than was authorized is never captured", async () => {
  const session = await paid(bank);
  await assert.rejects(
    bank.stripe.paymentIntents.capture(session.payment_intent, { amount_to_capture: 2401 }),
    {
      type: "StripeInvalidRequestError",
      code: "amount_too_large",
    },
  );
  assert.equal(
    (await bank.stripe.paymentIntents.retrieve(session.payment_intent)).status,
    "requires_capture",
  );
});

test("a second capture is refused and shows the intent", async () => {
  const intent = await captured(bank);
  await assert.rejects(bank.stripe.paymentIntents.capture(intent.id), (error) => {
    assert.equal(error.code, unexpectedState.code);
    assert.equal(error.payment_intent.id, intent.id);
    assert.equal(error.payment_intent.status, "succeeded");
    return true;
  });
});

test("a canceled intent cannot be captured", async () => {
  const session = await paid(bank);
  const intent = await bank.stripe.paymentIntents.cancel(session.payment_intent, {
    cancellation_reason: "abandoned",
  });
  assert.equal(intent.status, "canceled");
  assert.equal(intent.cancellation_reason, "abandoned");
  assert.equal(intent.amount_capturable, 0);
  await assert.rejects(bank.stripe.paymentIntents.capture(intent.id), unexpectedState);
});

test("a captured intent cannot be canceled", async () => {
  const intent = await captured(bank);
  await assert.rejects(bank.stripe.paymentIntents.cancel(intent.id), {
    ...unexpectedState,
    message: /because it has a status of succeeded/,
  });
});

test("the intent of an open session cannot be canceled", async () => {
  const session = await bank.stripe.checkout.sessions.create(order());
  await bank.press(session, "decline");
  const { payment_intent } = await bank.stripe.checkout.sessions.retrieve(session.id, {
    expand: ["payment_intent"],
  });
  assert.equal(payment_intent.status, "requires_payment_method");
  assert.equal(payment_intent.last_payment_error.code, "card_declined");
  await assert.rejects(bank.stripe.paymentIntents.cancel(payment_intent.id), unexpectedState);
});

test("an authorization that lapsed is canceled by the bank", async (t) => {
  const session = await paid(bank);
  await bank.fault({ fault: "lapse", payment_intent: session.payment_intent }, t);
  const intent = await bank.stripe.paymentIntents.retrieve(session.payment_intent);
  assert.equal(intent.status, "canceled");
  assert.equal(intent.cancellation_reason, "automatic");
});

test("the balance is what was captured and not refunded", async () => {
  const before = (await bank.stripe.balance.retrieve()).available.find(
    (entry) => entry.currency === "usd",
  ).amount;
  const intent = await captured(bank);
  await bank.stripe.refunds.create({ payment_intent: intent.id, amount: 400 });
  const [entry] = (await bank.stripe.balance.retrieve()).available;
  assert.equal(entry.amount - before, 2000);
});
