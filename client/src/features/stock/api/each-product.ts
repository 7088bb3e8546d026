import type { Product } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";

export type Outcome = { done: Product[]; failed: { product: Product; why: string }[] };

const atOnce = 4;

/**
 * Does the work for each product, a few at a time. Reports those that failed, with the reason; a refused session ends it.
 * `onOne` is called after each of them.
 */
export async function eachProduct(
  products: readonly Product[],
  work: (product: Product) => Promise<Product>,
  onOne: () => void,
): Promise<Outcome> {
  const result: Outcome = { done: [], failed: [] };
  const waiting = [...products];
  async function goOn() {
    for (let product = waiting.shift(); product; product = waiting.shift()) {
      try {
        result.done.push(await work(product));
      } catch (error) {
        const problem = asProblem(error);
        if (problem.status === 401 || problem.status === 403) throw error;
        result.failed.push({ product, why: problem.message });
      }
      onOne();
    }
  }
  await Promise.all(Array.from({ length: atOnce }, goOn));
  return result;
}
