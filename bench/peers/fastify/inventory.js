import { randomUUID } from 'node:crypto';

import Fastify from 'fastify';

import { newProduct, product } from './schemas.js';
import { serve } from './serve.js';
import { connect, port, productKey } from './store.js';

const app = Fastify();
const redis = connect();
app.addHook('onClose', () => redis.quit());

const notFound = (reply) => reply.code(404).send({ code: 'product_not_found' });

app.post('/products', { schema: { body: newProduct, response: { 201: product } } }, async (request, reply) => {
  const time = new Date().toISOString();
  const made = {
    ...request.body,
    id: randomUUID(),
    available: request.body.quantity,
    version: 1,
    created_at: time,
    updated_at: time,
  };
  await redis.multi().hset(productKey(made.id), made).rpush('products', made.id).exec();
  return reply.code(201).send(made);
});

app.get('/products', { schema: { response: { 200: { type: 'array', items: product } } } }, async () => {
  const ids = await redis.lrange('products', -50, -1);
  const found = await Promise.all(ids.map((id) => redis.hgetall(productKey(id))));
  return found.filter((each) => each.id);
});

app.get('/products/:id', { schema: { response: { 200: product } } }, async (request, reply) => {
  const found = await redis.hgetall(productKey(request.params.id));
  return found.id ? found : notFound(reply);
});

app.delete('/products/:id', async (request, reply) =>
  (await redis.del(productKey(request.params.id))) ? reply.code(204).send() : notFound(reply),
);

app.get('/readyz', async () => ({ status: await redis.ping() }));

await serve(app, port);
