// Settles orders when they are due, takes their stock, and refunds those whose product was deleted.
import { Queue, Worker } from 'bullmq';

import { connect, jobOptions, orderKey, productKey, queueConnection, queues } from './store.js';

const redis = connect();
const queue = (name) => new Queue(name, { connection: queueConnection, defaultJobOptions: jobOptions });
const commit = queue(queues.commit);
const refund = queue(queues.refund);
const work = (name, handle) => new Worker(name, handle, { connection: queueConnection, concurrency: 100 });

work(queues.settle, async ({ data }) => {
  const time = new Date().toISOString();
  const timeline = JSON.stringify([...data.timeline, { step: 'completed', at: time }]);
  await redis.hset(orderKey(data.pk), { status: 'completed', updated_at: time, timeline });
  await commit.add('commit', { pk: data.pk, product_id: data.product_id, quantity: data.quantity });
});

work(queues.commit, async ({ data }) => {
  if (await redis.exists(productKey(data.product_id))) {
    await redis.multi().hincrby(productKey(data.product_id), 'quantity', -data.quantity).incr('orders_final').exec();
  } else {
    await refund.add('refund', { pk: data.pk });
  }
});

work(queues.refund, async ({ data }) => {
  await redis
    .multi()
    .hset(orderKey(data.pk), { status: 'refunded', updated_at: new Date().toISOString() })
    .incr('orders_final')
    .exec();
});
