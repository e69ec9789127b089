import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', 'golden/**'],
    // Tests share no state: rooms are pure and cli tests make their own folders. Isolation would cost most of the run.
    isolate: false,
    // A fleet in a test imports `fluxsmith` as a person's fleet does: from the sources of this checkout.
    // Commands under test import it through a loader of vm that Node still calls experimental.
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
    testTimeout: 20_000,
  },
});
