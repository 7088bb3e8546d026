import { randomUUID } from 'node:crypto';

import { Queue } from 'bullmq';
import Fastify from 'fastify';

import { newOrder, order } from './schemas.js';
import { serve } from './serve.js';
import { connect, jobOptions, orderKey, port, productKey, queueConnection, queues, settleDelay } from './store.js';

const app = Fastify();
const redis = connect();
const settle = new Queue(queues.settle, { connection: { ...queueConnection, enableAutoPipelining: true }, defaultJobOptions: jobOptions });
app.addHook('onClose', () => Promise.all([redis.quit(), settle.close()]));

const cents = (value) => Math.round(value * 100) / 100;

app.post('/orders', { schema: { body: newOrder, response: { 201: order } } }, async (request, reply) => {
  const { id, quantity } = request.body;
  const key = productKey(id);
  const [name, price, available] = await redis.hmget(key, 'name', 'price', 'available');
  if (name === null) return reply.code(404).send({ code: 'product_not_found' });
  if (available < quantity) return reply.code(409).send({ code: 'sold_out' });
  if ((await redis.hincrby(key, 'available', -quantity)) < 0) {
    await redis.hincrby(key, 'available', quantity);
    return reply.code(409).send({ code: 'sold_out' });
  }
  const fee = cents(price * 0.2);
  const total = cents(Number(price) + fee);
  const time = new Date().toISOString();
  const placed = {
    pk: randomUUID(),
    product_id: id,
    price: Number(price),
    fee,
    total,
    quantity,
    status: 'pending',
    amount: cents(total * quantity),
    product_name: name,
    created_at: time,
    updated_at: time,
  };
  const timeline = [{ step: 'placed', at: time }];
  await redis
    .multi()
    .hset(orderKey(placed.pk), { ...placed, timeline: JSON.stringify(timeline) })
    .rpush('orders', placed.pk)
    .exec();
  await settle.add('settle', { pk: placed.pk, product_id: id, quantity, timeline }, { delay: settleDelay });
  return reply.code(201).send({ ...placed, reason: null, timeline });
});

app.get('/orders/:pk', { schema: { response: { 200: order } } }, async (request, reply) => {
  const found = await redis.hgetall(orderKey(request.params.pk));
  if (!found.pk) return reply.code(404).send({ code: 'order_not_found' });
  return { reason: null, ...found, timeline: JSON.parse(found.timeline) };
});

app.get('/readyz', async () => ({ status: await redis.ping() }));

await serve(app, port);
