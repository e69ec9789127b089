// Loads the fleet of each folder named, in one process of its own: a test runner has its own way to import files.
import { diskTree } from '../disk-tree.ts';
import { loadFleet } from '../fleet-loader.ts';
import { processWorld } from '../world.ts';

/** What became of each fleet, in the order of the arguments. */
const results: unknown[] = [];
for (const root of process.argv.slice(2)) {
  try {
    results.push({ fleet: await loadFleet({ root, tree: diskTree(root) }, processWorld()) });
  } catch (error) {
    const { name, message, help } = error as { name: string; message: string; help?: string };
    results.push({ name, message, help });
  }
}
process.stdout.write(JSON.stringify(results));
