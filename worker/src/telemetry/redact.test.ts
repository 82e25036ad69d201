import { describe, expect, it } from 'vitest';
import { createRedactor } from './redact.ts';

const redact = createRedactor(['canary-secret']);

describe('what is hidden in logs', () => {
  it.each([
    [{ note: 'it is canary-secret here' }, { note: 'it is [redacted] here' }],
    [{ accessToken: 'abc' }, { accessToken: '[redacted]' }],
    [{ message: 'from amelia.hart@example.com' }, { message: 'from [redacted]' }],
    [{ header: 'Bearer 00Dxx!AQ' }, { header: 'Bearer [redacted]' }],
    [{ deep: [{ Address: { Street: 'x' } }] }, { deep: [{ Address: '[redacted]' }] }],
  ])('%j', (given, shown) => {
    expect(redact(given)).toEqual(shown);
  });

  it('leaves ids, numbers and dates alone', () => {
    const fields = { orderId: '801000000000001AAA', attempt: 2, at: new Date(0) };
    expect(redact(fields)).toEqual(fields);
  });
});
