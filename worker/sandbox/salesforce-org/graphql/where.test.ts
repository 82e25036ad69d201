import { describe, expect, it } from 'vitest';
import type { ObjectSchema } from '../ports.ts';
import { record } from './test/recording-core.ts';
import { whereClause } from './where.ts';

const { reader, core } = record();
const issue = core.findObject('Issue__c', 'ns') as ObjectSchema;
const clause = (where: unknown): string => whereClause(reader, issue, where);

describe('GraphQL conditions as SOQL', () => {
  it.each([
    [{}, ''],
    [{ Status__c: { eq: "O'Brien" } }, "ns__Status__c = 'O\\'Brien'"],
    [{ ns__Status__c: { ne: null } }, 'ns__Status__c != null'],
    [{ Status__c: { in: ['A', 'B'] } }, "ns__Status__c IN ('A', 'B')"],
    [{ Status__c: { nin: ['A'] } }, "ns__Status__c NOT IN ('A')"],
    [{ Status__c: { in: [] } }, 'Id = null'],
    [{ Name: { like: 'ERR-%' } }, "Name LIKE 'ERR-%'"],
    [{ Attempts__c: { gte: 1, lt: 3 } }, '(ns__Attempts__c >= 1 AND ns__Attempts__c < 3)'],
    [{ Is_New__c: { eq: true } }, 'ns__Is_New__c = true'],
    [
      { Seen__c: { gt: { value: '2026-11-24T03:00:00Z' } } },
      'ns__Seen__c > 2026-11-24T03:00:00.000Z',
    ],
    [{ Seen__c: { eq: { literal: 'TODAY' } } }, 'ns__Seen__c = TODAY'],
    [{ Seen__c: { gte: { range: { last_n_days: 7 } } } }, 'ns__Seen__c >= LAST_N_DAYS:7'],
    [{ Order__r: { Account: { Name: { eq: 'A' } } } }, "ns__Order__r.Account.Name = 'A'"],
    [
      { or: [{ Status__c: { eq: 'A' } }, { Name: { eq: 'B' }, Is_New__c: { eq: false } }] },
      "(ns__Status__c = 'A' OR (Name = 'B' AND ns__Is_New__c = false))",
    ],
    [{ not: { Name: { eq: 'B' } } }, "(NOT (Name = 'B'))"],
    [{ Status__c: { eq: undefined }, Name: { eq: 'B' } }, "Name = 'B'"],
    [
      { Order__c: { inq: { Order: { TotalAmount: { gt: 5 } }, ApiName: 'Id' } } },
      'ns__Order__c IN (SELECT Id FROM Order WHERE TotalAmount > 5)',
    ],
  ])('%j', (where, soql) => {
    expect(clause(where)).toBe(soql);
  });

  it.each([
    [{ Nope__c: { eq: 1 } }, /FieldUndefined.*'Nope__c' in type 'ns__Issue__c'/],
    [{ Secret__c: { eq: 'x' } }, /FieldUndefined/],
    [{ Attempts__c: { eq: 'three' } }, /WrongType.*"three" is no double/],
    [{ Seen__c: { eq: '2026-11-24' } }, /WrongType/],
    [{ Name: { matches: 'x' } }, /not an operator/],
    [{ Name: 'x' }, /input object/],
  ])('refuses %j', (where, message) => {
    expect(() => clause(where)).toThrow(message);
  });
});
