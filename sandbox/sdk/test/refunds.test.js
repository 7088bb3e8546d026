import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { captured, paid, startBank, until } from "../support/bank.js";

let bank;
before(async () => (bank = await startBank()));
after(() => bank.stop());

test("refunds are partial, repeated, and never above what is left", async () => {
  const intent = await captured(bank);
  const first = await bank.stripe.refunds.create({
    payment_intent: intent.id,
    amount: 1000,
    reason: "requested_by_customer",
    metadata: { n: "1" },
  });
  assert.equal(first.status, "succeeded");
  assert.deepEqual(first.metadata, { n: "1" });
  assert.deepEqual({ ...(await bank.stripe.refunds.retrieve(first.id)) }, { ...first });
  await assert.rejects(bank.stripe.refunds.create({ payment_intent: intent.id, amount: 1401 }), {
    type: "StripeInvalidRequestError",
    param: "amount",
    message: /greater than unrefunded amount/,
  });
  assert.equal((await bank.stripe.refunds.create({ payment_intent: intent.id })).amount, 1400);
  await assert.rejects(bank.stripe.refunds.create({ payment_intent: intent.id }), {
    code: "charge_already_refunded",
  });
  const charge = await bank.stripe.charges.retrieve(intent.latest_charge);
  assert.equal(charge.refunded, true);
  assert.equal(charge.amount_refunded, 2400);
});

test("an authorized payment has nothing to refund", async () => {
  const session = await paid(bank);
  await assert.rejects(bank.stripe.refunds.create({ payment_intent: session.payment_intent }), {
    type: "StripeInvalidRequestError",
    message: /does not have a successful charge/,
  });
});

test("a pending refund succeeds later", async (t) => {
  const intent = await captured(bank);
  await bank.fault({ fault: "refund", steps: ["pending", "succeeded"], seconds: 0.2 }, t);
  const refund = await bank.stripe.refunds.create({ payment_intent: intent.id, amount: 100 });
  assert.equal(refund.status, "pending");
  await until(
    async () => (await bank.stripe.refunds.retrieve(refund.id)).status === "succeeded",
    "the refund succeeded",
  );
});

test("a refund that comes back can be made again", async (t) => {
  const intent = await captured(bank);
  await bank.fault({ fault: "refund", steps: ["succeeded", "failed"], seconds: 0.2, times: 1 }, t);
  const refund = await bank.stripe.refunds.create({ payment_intent: intent.id });
  const failed = await until(async () => {
    const now = await bank.stripe.refunds.retrieve(refund.id);
    return now.status === "failed" && now;
  }, "the refund failed");
  assert.equal(failed.failure_reason, "lost_or_stolen_card");
  assert.equal((await bank.stripe.charges.retrieve(intent.latest_charge)).amount_refunded, 0);
  assert.equal((await bank.stripe.refunds.create({ payment_intent: intent.id })).amount, 2400);
});

test("refunds are listed by intent", async () => {
  const intent = await captured(bank);
  for (const amount of [1, 2, 3]) await bank.stripe.refunds.create({ payment_intent: intent.id, amount });
  const { data } = await bank.stripe.refunds.list({ payment_intent: intent.id });
  assert.deepEqual(
    data.map((refund) => refund.amount),
    [3, 2, 1],
  );
});
