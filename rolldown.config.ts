import { defineConfig } from 'rolldown';
import { licences } from './scripts/licences.ts';

// The published program: its way in and the doors of the package, which share their chunks. Every dependency is inside,
// so a start reads a handful of files. Flat, because the program finds its schema packs beside the folder it lies in.
export default defineConfig({
  input: {
    cli: 'cli/main.ts',
    generator: 'generator/index.ts',
    recipes: 'generator/recipes/index.ts',
    validator: 'validator/index.ts',
  },
  platform: 'node',
  plugins: [licences('licences.txt')],
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'esm',
    minify: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  },
});
