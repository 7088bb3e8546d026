/** "0–15", "1, 4, 7": runs of neighbours are joined. */
export function showPartitions(partitions: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const partition of partitions) {
    const run = runs.at(-1);
    if (run && run[1] === partition - 1) run[1] = partition;
    else runs.push([partition, partition]);
  }
  if (runs.length === 0) return "none";
  return runs
    .map(([first, last]) =>
      first === last ? `${first}` : `${first}${last === first + 1 ? ", " : "–"}${last}`,
    )
    .join(", ");
}
