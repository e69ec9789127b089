import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emitFleet } from '../generator/index.ts';
import { arbitraryFleet } from '../generator/testing/arbitrary-fleet.ts';
import { memoryTree } from '../tree/index.ts';
import { validate } from '../validator/index.ts';
import { openSchemas } from './schemas.ts';
import { targetOf } from './target.ts';

const schemas = openSchemas();
const target = targetOf(schemas, {});

test('whatever a fleet says, what is generated of it is valid', () => {
  fc.assert(
    fc.property(arbitraryFleet({ minimum: 1, maximum: 2 }), (fleet) => {
      const { files, problems } = emitFleet(fleet, schemas);
      // Random names may meet; that is refused before anything is emitted.
      fc.pre(problems.length === 0);
      const { report } = validate({ tree: memoryTree(files), schemas, target, version: '' });
      const found = report.findings.map(({ file, line, rule, message }) => `${file}:${line} ${rule} ${message}`);
      expect(found).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
