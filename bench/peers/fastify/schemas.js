const text = { type: 'string' };
const number = { type: 'number' };
const integer = { type: 'integer' };

export const newProduct = {
  type: 'object',
  required: ['name', 'price', 'quantity'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 200 },
    price: { type: 'number', minimum: 0 },
    quantity: { type: 'integer', minimum: 0 },
    description: { type: 'string', default: '' },
    image: { type: 'string', default: '' },
  },
};

export const product = {
  type: 'object',
  properties: {
    id: text,
    name: text,
    price: number,
    quantity: integer,
    available: integer,
    description: text,
    image: text,
    version: integer,
    created_at: text,
    updated_at: text,
  },
};

export const newOrder = {
  type: 'object',
  required: ['id', 'quantity'],
  properties: { id: text, quantity: { type: 'integer', minimum: 1 } },
};

export const order = {
  type: 'object',
  properties: {
    pk: text,
    product_id: text,
    price: number,
    fee: number,
    total: number,
    quantity: integer,
    status: text,
    amount: number,
    product_name: text,
    reason: { type: 'string', nullable: true },
    created_at: text,
    updated_at: text,
    timeline: { type: 'array', items: { type: 'object', properties: { step: text, at: text } } },
  },
};
