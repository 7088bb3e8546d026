import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { order, paid, startBank } from "../support/bank.js";

let bank;
const sessions = [];
before(async () => {
  bank = await startBank();
  for (let n = 0; n < 7; n++) sessions.unshift((await paid(bank, { client_reference_id: `pk-${n}` })).id);
});
after(() => bank.stop());

test("pages follow one another until there is no more", async () => {
  const first = await bank.stripe.checkout.sessions.list({ limit: 5 });
  assert.equal(first.object, "list");
  assert.equal(first.url, "/v1/checkout/sessions");
  assert.equal(first.has_more, true);
  assert.deepEqual(
    first.data.map((session) => session.id),
    sessions.slice(0, 5),
  );
  const rest = await bank.stripe.checkout.sessions.list({ limit: 5, starting_after: sessions[4] });
  assert.equal(rest.has_more, false);
  assert.deepEqual(
    rest.data.map((session) => session.id),
    sessions.slice(5),
  );
  const back = await bank.stripe.checkout.sessions.list({ limit: 2, ending_before: sessions[4] });
  assert.equal(back.has_more, true);
  assert.deepEqual(
    back.data.map((session) => session.id),
    sessions.slice(2, 4),
  );
});

test("auto-pagination sees each object once", async () => {
  const seen = [];
  for await (const session of bank.stripe.checkout.sessions.list({ limit: 2 })) seen.push(session.id);
  assert.deepEqual(seen, sessions);
  const intents = await bank.stripe.paymentIntents.list({ limit: 3 }).autoPagingToArray({ limit: 100 });
  assert.equal(new Set(intents.map((intent) => intent.id)).size, 7);
});

test("the objects of a list can be expanded", async () => {
  const { data } = await bank.stripe.checkout.sessions.list({ limit: 2, expand: ["data.payment_intent"] });
  assert.deepEqual(
    data.map((session) => session.payment_intent.status),
    ["requires_capture", "requires_capture"],
  );
});

test("lists are filtered by time, status, intent and type", async () => {
  const [{ created, payment_intent, id }] = (await bank.stripe.checkout.sessions.list({ limit: 1 })).data;
  const count = async (list) => (await list.autoPagingToArray({ limit: 1000 })).length;
  assert.equal(await count(bank.stripe.checkout.sessions.list({ created: { gte: created - 60 } })), 7);
  assert.equal(await count(bank.stripe.checkout.sessions.list({ created: { gt: created + 60 } })), 0);
  assert.equal(await count(bank.stripe.checkout.sessions.list({ created: { lt: created - 60 } })), 0);
  assert.equal(await count(bank.stripe.checkout.sessions.list({ status: "open" })), 0);
  assert.deepEqual(
    (await bank.stripe.checkout.sessions.list({ payment_intent })).data.map((one) => one.id),
    [id],
  );
  assert.equal(
    await count(
      bank.stripe.events.list({ type: "checkout.session.completed", created: { lte: created + 60 } }),
    ),
    7,
  );
});

test("an event has its object as it was then", async () => {
  const session = await bank.stripe.checkout.sessions.create(order());
  await bank.press(session, "decline");
  await bank.press(session, "pay");
  const [failed] = (await bank.stripe.events.list({ type: "payment_intent.payment_failed" })).data;
  const event = await bank.stripe.events.retrieve(failed.id);
  assert.equal(event.data.object.status, "requires_payment_method");
  const { payment_intent } = await bank.stripe.checkout.sessions.retrieve(session.id, {
    expand: ["payment_intent"],
  });
  assert.equal(payment_intent.id, event.data.object.id);
  assert.equal(payment_intent.status, "requires_capture");
});
