import { Redis } from 'ioredis';

export const settleDelay = 1000 * Number(process.env.SETTLE_DELAY ?? 5);
export const port = Number(process.env.PORT);

// BullMQ's workers block on their connection and retry for ever.
export const queueConnection = {
  host: '127.0.0.1',
  port: Number(process.env.REDIS_PORT),
  password: process.env.REDIS_PASSWORD,
  maxRetriesPerRequest: null,
};
export const connect = () => new Redis({ ...queueConnection, enableAutoPipelining: true });

export const productKey = (id) => `product:${id}`;
export const orderKey = (pk) => `order:${pk}`;
export const queues = { settle: 'settle', commit: 'commit', refund: 'refund' };
export const jobOptions = { removeOnComplete: true, attempts: 5, backoff: { type: 'exponential', delay: 100 } };
