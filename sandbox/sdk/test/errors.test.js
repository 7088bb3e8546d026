import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import Stripe from "stripe";
import { order, paid, startBank } from "../support/bank.js";

let bank;
before(async () => (bank = await startBank()));
after(() => bank.stop());

const create = (more) => bank.stripe.checkout.sessions.create(order(more));
const line = (more, quantity = 1) => ({
  price_data: { currency: "usd", unit_amount: 100, product_data: { name: "tea" }, ...more },
  quantity,
});

test("an unknown id is resource_missing", async () => {
  const missing = { type: "StripeInvalidRequestError", code: "resource_missing", statusCode: 404 };
  await assert.rejects(bank.stripe.checkout.sessions.retrieve("cs_test_x"), {
    ...missing,
    message: "No such checkout.session: 'cs_test_x'",
  });
  await assert.rejects(bank.stripe.paymentIntents.retrieve("pi_x"), {
    ...missing,
    message: "No such payment_intent: 'pi_x'",
  });
  await assert.rejects(bank.stripe.paymentIntents.capture("pi_x"), missing);
  await assert.rejects(bank.stripe.refunds.create({ payment_intent: "pi_x" }), missing);
  await assert.rejects(bank.stripe.refunds.retrieve("re_x"), missing);
  await assert.rejects(bank.stripe.charges.retrieve("ch_x"), missing);
  await assert.rejects(bank.stripe.events.retrieve("evt_x"), missing);
  await assert.rejects(bank.stripe.refunds.list({ starting_after: "re_x" }), missing);
});

test("a parameter that is missing, unknown, empty, or no integer is named", async () => {
  const refused = (code, param) => ({ type: "StripeInvalidRequestError", statusCode: 400, code, param });
  await assert.rejects(create({ mode: undefined }), refused("parameter_missing", "mode"));
  await assert.rejects(create({ success_url: undefined }), refused("parameter_missing", "success_url"));
  await assert.rejects(create({ colour: "red" }), refused("parameter_unknown", "colour"));
  await assert.rejects(
    create({ payment_intent_data: { colour: "red" } }),
    refused("parameter_unknown", "payment_intent_data[colour]"),
  );
  await assert.rejects(
    create({ client_reference_id: "" }),
    refused("parameter_invalid_empty", "client_reference_id"),
  );
  await assert.rejects(
    create({ line_items: [line({ unit_amount: "ten" })] }),
    refused("parameter_invalid_integer", "line_items[0][price_data][unit_amount]"),
  );
  await assert.rejects(
    create({ line_items: [line({}, 0)] }),
    refused("parameter_invalid_integer", "line_items[0][quantity]"),
  );
  await assert.rejects(create({ success_url: "shop" }), refused("url_invalid", "success_url"));
  await assert.rejects(
    create({ line_items: [line({ unit_amount: 0 })] }),
    refused("amount_too_small", "line_items"),
  );
  await assert.rejects(
    create({ line_items: [line({ unit_amount: 99_999_999 }, 2)] }),
    refused("amount_too_large", "line_items"),
  );
  await assert.rejects(bank.stripe.refunds.create({}), refused("parameter_missing", "payment_intent"));
  await assert.rejects(
    bank.stripe.refunds.list({ limit: 101 }),
    refused("parameter_invalid_integer", "limit"),
  );
});

test("a refused call has no effect, also when only its expand is wrong", async () => {
  const session = await paid(bank);
  await assert.rejects(
    bank.stripe.paymentIntents.capture(session.payment_intent, { expand: ["colour"] }),
    /This property cannot be expanded/,
  );
  assert.equal(
    (await bank.stripe.paymentIntents.retrieve(session.payment_intent)).status,
    "requires_capture",
  );
});

test("another key is an authentication error", async () => {
  const stranger = bank.stripe.balance.retrieve({}, { apiKey: "sk_test_somebody_else" });
  await assert.rejects(stranger, Stripe.errors.StripeAuthenticationError);
});

test("Basic authentication has the key as its name", async () => {
  const answer = await fetch(`${bank.url}/v1/balance`, {
    headers: { Authorization: `Basic ${btoa("sk_test_judge:")}` },
  });
  assert.equal(answer.status, 200);
  assert.equal((await fetch(`${bank.url}/v1/balance`)).status, 401);
});

test("every failure has the class that the SDK gives it", async (t) => {
  const { payment_intent } = await paid(bank);
  const classes = {
    401: Stripe.errors.StripeAuthenticationError,
    402: Stripe.errors.StripeCardError,
    403: Stripe.errors.StripePermissionError,
    429: Stripe.errors.StripeRateLimitError,
    500: Stripe.errors.StripeAPIError,
    503: Stripe.errors.StripeAPIError,
  };
  for (const [status, kind] of Object.entries(classes)) {
    await bank.fault({ fault: "status", call: "capture", status: Number(status), times: 1 }, t);
    await assert.rejects(bank.stripe.paymentIntents.capture(payment_intent), kind);
  }
  await bank.fault({ fault: "answer_lost", call: "retrieve_intent" }, t); // the SDK asks twice on a connection that it reuses
  await assert.rejects(
    bank.stripe.paymentIntents.retrieve(payment_intent),
    Stripe.errors.StripeConnectionError,
  );
  assert.equal((await bank.stripe.paymentIntents.capture(payment_intent)).status, "succeeded");
});

test("a declined card is a card error with its code", async (t) => {
  const { payment_intent } = await paid(bank);
  await bank.fault({ fault: "status", call: "capture", status: 402, times: 1 }, t);
  await assert.rejects(bank.stripe.paymentIntents.capture(payment_intent), {
    type: "StripeCardError",
    code: "card_declined",
  });
});
