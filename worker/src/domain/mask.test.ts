import { describe, expect, it } from 'vitest';
import { mask, maskedText } from './mask.ts';

const ORDER = {
  ReferenceNumber: '00000042',
  ChannelBuyerName: 'Jane Canary',
  PostalServiceName: 'Royal Mail 24',
  DeliveryAddress: {
    FullName: 'Jane Canary',
    Address1: '12 Canary Row',
    Town: 'Leeds',
    PostCode: 'LS1 4AB',
    Country: 'United Kingdom',
    EmailAddress: 'jane@canary.test',
    PhoneNumber: '0113 496 0101',
  },
  OrderItems: [{ ChannelSKU: 'MUG', Qty: 2, PricePerUnit: 9.95 }],
  ExtendedProperties: [{ Name: 'SF_OrderId', Value: '801000000000001AAA', Type: 'Attribute' }],
  Notes: [{ Note: 'Ring Jane twice.', Internal: false }],
};

describe('a masked value', () => {
  it('shows no person and no secret', () => {
    const text = maskedText({ ...ORDER, Account: { Name: 'Jane Canary' }, token: 'canary-token' });
    for (const canary of ['Jane', 'Canary', 'canary', 'LS1', '0113', 'Leeds', 'Ring'])
      expect(text).not.toContain(canary);
  });

  it('still shows what a person needs to understand the refusal', () => {
    const text = maskedText(ORDER);
    for (const plain of ['00000042', 'Royal Mail 24', 'MUG', '9.95', 'SF_OrderId'])
      expect(text).toContain(plain);
  });

  it('hides addresses and numbers of people inside sentences', () => {
    expect(mask('Write to jane@canary.test or call +44 113 496 0101.')).toBe(
      'Write to ••• or call •••.',
    );
  });
});
