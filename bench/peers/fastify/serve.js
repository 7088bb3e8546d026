import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';

// One process for each core, as Node's own documentation has it.
export function serve(app, port) {
  if (!cluster.isPrimary) return app.listen({ host: '127.0.0.1', port });
  for (let i = 0; i < availableParallelism(); ++i) cluster.fork();
  cluster.on('exit', () => process.exit(1));
  return app.close();
}
