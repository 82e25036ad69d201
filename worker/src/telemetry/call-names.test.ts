import { describe, expect, it } from 'vitest';
import { linnworksCallName, salesforceCallName } from './call-names.ts';

describe('names of calls', () => {
  it.each([
    ['GET', '/query?q=SELECT+Id+FROM+Order', 'GET query'],
    ['GET', '/services/data/v66.0/query/01gD0000002HU6KIAW-2000', 'GET query'],
    [
      'PATCH',
      '/composite/sobjects/Linnworks_Order__c/Linnworks_Id__c',
      'PATCH composite/sobjects/Linnworks_Order__c',
    ],
    ['GET', '/sobjects/Order/describe', 'GET sobjects/Order/describe'],
    ['GET', '/limits', 'GET limits'],
  ])('%s %s is %s', (method, path, name) => {
    expect(salesforceCallName(method, path)).toBe(name);
  });

  it.each([
    ['https://eu-ext.linnworks.net/api/Orders/CreateOrders', 'Orders/CreateOrders'],
    ['https://api.linnworks.net/orders?fromDate=2026', 'orders'],
  ])('%s is %s', (url, name) => {
    expect(linnworksCallName(url)).toBe(name);
  });
});
