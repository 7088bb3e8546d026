type Waiting<In, Out> = { input: In; resolve: (output: Out) => void; reject: (error: unknown) => void };

/** Calls that come in the same turn of the event loop become one, of at most `most` inputs. Outputs are in their order. */
export function batched<In, Out>(
  most: number,
  ask: (inputs: In[]) => Promise<Out[]>,
): (input: In) => Promise<Out> {
  let waiting: Waiting<In, Out>[] = [];

  function flush() {
    const all = waiting;
    waiting = [];
    for (let start = 0; start < all.length; start += most) void run(all.slice(start, start + most));
  }

  async function run(batch: Waiting<In, Out>[]) {
    try {
      const outputs = await ask(batch.map(({ input }) => input));
      batch.forEach(({ resolve }, index) => resolve(outputs[index] as Out));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }

  return (input) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(flush);
      waiting.push({ input, resolve, reject });
    });
}
