import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { order, paid, startBank, until } from "../support/bank.js";

let bank;
before(async () => (bank = await startBank()));
after(() => bank.stop());

const replayed = (answer) => answer.lastResponse.headers["idempotent-replayed"];

test("the same key with the same parameters repeats the first answer", async () => {
  const options = { idempotencyKey: "same" };
  const first = await bank.stripe.checkout.sessions.create(order(), options);
  const second = await bank.stripe.checkout.sessions.create(order(), options);
  assert.equal(replayed(first), undefined);
  assert.equal(replayed(second), "true");
  assert.deepEqual({ ...second }, { ...first });
  assert.equal(second.lastResponse.headers["original-request"], first.lastResponse.requestId);
});

test("a kept answer is the one of then", async () => {
  const session = await bank.stripe.checkout.sessions.create(order(), { idempotencyKey: "then" });
  await bank.press(session, "pay");
  const again = await bank.stripe.checkout.sessions.create(order(), { idempotencyKey: "then" });
  assert.equal(again.status, "open");
});

test("the same key with other parameters is refused", async () => {
  await bank.stripe.checkout.sessions.create(order(), { idempotencyKey: "other" });
  await assert.rejects(
    bank.stripe.checkout.sessions.create(order({ client_reference_id: "pk-2" }), { idempotencyKey: "other" }),
    {
      type: "StripeIdempotencyError",
      statusCode: 400,
    },
  );
});

test("the same key for another call is refused", async () => {
  const { payment_intent } = await paid(bank);
  await bank.stripe.paymentIntents.capture(payment_intent, {}, { idempotencyKey: "call" });
  await assert.rejects(bank.stripe.refunds.create({ payment_intent }, { idempotencyKey: "call" }), {
    type: "StripeIdempotencyError",
    message: /same endpoint/,
  });
});

test("a key that is in use is a conflict", async (t) => {
  const { payment_intent } = await paid(bank);
  await bank.fault({ fault: "slow", call: "capture", seconds: 1, times: 1 }, t);
  const slow = bank.stripe.paymentIntents.capture(payment_intent, {}, { idempotencyKey: "busy" });
  await until(async () => {
    const { faults } = await (await fetch(`${bank.url}/faults`)).json();
    return faults[0].hits === 1;
  }, "the first call is being worked");
  await assert.rejects(bank.stripe.paymentIntents.capture(payment_intent, {}, { idempotencyKey: "busy" }), {
    code: "idempotency_key_in_use",
    statusCode: 409,
  });
  assert.equal((await slow).status, "succeeded");
});

test("a refusal by state is kept, a refusal by validation is not", async () => {
  const session = await bank.stripe.checkout.sessions.create(order());
  await bank.stripe.checkout.sessions.expire(session.id);
  const expire = () => bank.stripe.checkout.sessions.expire(session.id, {}, { idempotencyKey: "state" });
  const headers = [];
  for (let n = 0; n < 2; n++)
    await expire().catch((error) => headers.push(error.headers["idempotent-replayed"]));
  assert.deepEqual(headers, [undefined, "true"]);
  const create = (mode) =>
    bank.stripe.checkout.sessions.create(order({ mode }), { idempotencyKey: "validation" });
  await assert.rejects(create("nothing"), { type: "StripeInvalidRequestError" });
  assert.equal((await create("payment")).status, "open");
});

test("a 500 is kept, with or without the effect", async (t) => {
  for (const effect of [false, true]) {
    const { payment_intent } = await paid(bank);
    await bank.fault({ fault: "status", call: "capture", status: 500, effect, times: 1 }, t);
    const capture = (idempotencyKey) =>
      bank.stripe.paymentIntents.capture(payment_intent, {}, { idempotencyKey });
    for (const replay of [undefined, "true"]) {
      await assert.rejects(capture(`500-${effect}`), (error) => {
        assert.equal(error.type, "StripeAPIError");
        assert.equal(error.headers["idempotent-replayed"], replay);
        return true;
      });
    }
    const { status } = await bank.stripe.paymentIntents.retrieve(payment_intent);
    assert.equal(status, effect ? "succeeded" : "requires_capture");
  }
});

test("the SDK's own retry of a lost answer captures once", async (t) => {
  const { payment_intent } = await paid(bank);
  await bank.fault({ fault: "answer_lost", call: "capture", times: 2 }, t);
  const intent = await bank.sdk({ maxNetworkRetries: 3 }).paymentIntents.capture(payment_intent);
  assert.equal(intent.status, "succeeded");
  const mine = (await bank.bookings()).filter((booking) => booking.intent === payment_intent);
  assert.deepEqual(
    mine.map((booking) => booking.kind),
    ["authorized", "captured"],
  );
});

test("a key that was forgotten works again", async (t) => {
  const first = await bank.stripe.checkout.sessions.create(order(), { idempotencyKey: "forgotten" });
  await bank.fault({ fault: "forget_keys" }, t);
  const second = await bank.stripe.checkout.sessions.create(order(), { idempotencyKey: "forgotten" });
  assert.notEqual(second.id, first.id);
});
