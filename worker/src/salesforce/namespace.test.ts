import { describe, expect, it } from 'vitest';
import { createNamespace } from './namespace.ts';

const ns = createNamespace('lwsync');

describe('with a namespace', () => {
  it('writes every custom name of a package object with it', () => {
    expect(
      ns.record('Linnworks_Order__c', {
        State__c: 'Shipped',
        Parent__r: { Linnworks_Id__c: 'a' },
        Name: '1',
      }),
    ).toEqual({
      lwsync__State__c: 'Shipped',
      lwsync__Parent__r: { lwsync__Linnworks_Id__c: 'a' },
      Name: '1',
    });
  });

  it('leaves the merchant’s own fields on standard objects alone', () => {
    expect(ns.soql('SELECT My_Sku__c, Linnworks_Hold__c FROM Product2')).toBe(
      'SELECT My_Sku__c, lwsync__Linnworks_Hold__c FROM Product2',
    );
    expect(ns.soql("SELECT Id, (SELECT My__c FROM OrderItems) FROM Order WHERE Id = 'X__c'")).toBe(
      "SELECT Id, (SELECT My__c FROM OrderItems) FROM Order WHERE Id = 'X__c'",
    );
  });

  it('rewrites queries on package objects, but no text in quotes', () => {
    expect(ns.soql("SELECT Key__c FROM Linnworks_Mapping__c WHERE Kind__c = 'A__c'")).toBe(
      "SELECT lwsync__Key__c FROM lwsync__Linnworks_Mapping__c WHERE lwsync__Kind__c = 'A__c'",
    );
  });

  it('takes it off everything that comes back', () => {
    expect(ns.strip([{ lwsync__Lines__r: { records: [{ lwsync__Sku__c: 'A' }] } }])).toEqual([
      { Lines__r: { records: [{ Sku__c: 'A' }] } },
    ]);
  });
});

it('changes nothing without a namespace', () => {
  expect(createNamespace('').soql('SELECT Key__c FROM X__c')).toBe('SELECT Key__c FROM X__c');
});
