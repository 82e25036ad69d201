import fc from 'fast-check';
import { expect, it } from 'vitest';
import { faultOf, histories } from '../chaos/histories/order-histories.ts';

/** `npm run chaos -- --only histories` runs a hundred thousand of them. */
const RUNS = 300;

it('ends in the same state however late, often and mixed up an order is observed', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      expect(await faultOf(history)).toBeNull();
    }),
    { numRuns: RUNS },
  );
});
