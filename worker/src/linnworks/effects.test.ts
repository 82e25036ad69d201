import { describe, expect, it } from 'vitest';
import { linnworksEffects } from './effects.ts';
import { ENDPOINTS, type EndpointName } from './endpoints.ts';

const NAMES = Object.keys(ENDPOINTS) as EndpointName[];
const ARGUMENTS = {
  orderId: 'A',
  orders: [
    {
      ReferenceNumber: '100',
      ExtendedProperties: [
        { Name: 'SF_OrderId', Value: '801' },
        { Name: 'SF_TraceId', Value: 'trace' },
      ],
    },
  ],
};

describe('what a call to Linnworks changes', () => {
  it('is nothing for a read, and something for every other call', () => {
    for (const name of NAMES) {
      const isWrite = ENDPOINTS[name].effect === 'write';
      expect([name, linnworksEffects(name, ARGUMENTS).length]).toEqual([name, isWrite ? 1 : 0]);
    }
  });

  it('is a new order by its Salesforce id, with the trace ID that goes along', () => {
    expect(linnworksEffects('createOrders', ARGUMENTS)).toMatchObject([
      { step: 'linnworks:CreateOrders', record: '801', traceId: 'trace' },
    ]);
  });

  it('is each order of a call for many', () => {
    const effects = linnworksEffects('changeOrderTag', { orderIds: ['A', 'B'], tag: 7 });
    expect(effects.map(({ record }) => record)).toEqual(['a', 'b']);
  });
});
