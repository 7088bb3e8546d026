import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Product } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";

type Outcome = { done: Product[]; failed: { product: Product; why: string }[] };

const atOnce = 4;

/**
 * Does the work for each product, a few at a time. Reports those that failed, with the reason; a refused session ends it.
 * `onOne` is called after each of them.
 */
async function eachProduct(
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

/** The same as a mutation of products. `lists`: the queries that are read again. `done`: how many were tried so far. */
export function useEachProduct(work: (product: Product) => Promise<Product>, lists: readonly string[]) {
  const queryClient = useQueryClient();
  const [done, setDone] = useState(0);
  const mutation = useMutation({
    mutationFn: (products: readonly Product[]) => {
      setDone(0);
      return eachProduct(products, work, () => setDone((count) => count + 1));
    },
    onSettled: () => Promise.all(lists.map((list) => queryClient.invalidateQueries({ queryKey: [list] }))),
  });
  return { ...mutation, done };
}
