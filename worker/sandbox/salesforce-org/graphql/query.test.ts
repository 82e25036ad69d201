import { describe, expect, it } from 'vitest';
import type { Row } from '../ports.ts';
import { readOperation } from './document.ts';
import { runQuery } from './query.ts';
import { record, type Recorded, type Recorder } from './test/recording-core.ts';

interface Ran extends Recorder {
  readonly data: Row;
}

function run(query: string, given: Recorded = {}, variables: Row = {}): Ran {
  const recorder = record(given);
  const { fields } = readOperation({ query, variables });
  return { ...recorder, data: runQuery(recorder.reader, fields) };
}

const issues: Row[] = [
  {
    Id: 'a01000000000001AAA',
    Name: 'ERR-1',
    ns__Status__c: 'SyncNow',
    ns__Seen__c: '2026-07-24T03:34:55.000+0000',
    ns__Order__c: '801000000000001AAA',
    ns__Order__r: { Id: '801000000000001AAA', TotalAmount: 1234.5 },
  },
  { Id: 'a01000000000002AAA', Name: 'ERR-2', ns__Status__c: null, ns__Order__r: null },
];

describe('queries', () => {
  it('read fields with values and labels, aliases, parents and paging', () => {
    const { data, soql } = run(
      `query q($status: [String]) { uiapi { query { errors: Issue__c(first: 1, where: { Status__c: { in: $status } },
        orderBy: { Name: { order: DESC, nulls: LAST } }) {
        totalCount pageInfo { hasNextPage endCursor }
        edges { cursor node { Id Name { value } state: Status__c { value displayValue }
          Seen__c { value displayValue } Order__r { TotalAmount { value displayValue } } } } } } } }`,
      { rows: { ns__Issue__c: issues } },
      { status: ['SyncNow'] },
    );
    expect(soql).toEqual([
      "SELECT Id, Name, ns__Status__c, ns__Seen__c, ns__Order__r.Id, ns__Order__r.TotalAmount FROM ns__Issue__c WHERE ns__Status__c IN ('SyncNow') ORDER BY Name DESC NULLS LAST, Id ASC LIMIT 2",
      "SELECT COUNT() FROM ns__Issue__c WHERE ns__Status__c IN ('SyncNow')",
    ]);
    const cursor = Buffer.from('v1:0').toString('base64');
    expect(data).toEqual({
      uiapi: {
        query: {
          errors: {
            totalCount: 2,
            pageInfo: { hasNextPage: true, endCursor: cursor },
            edges: [
              {
                cursor,
                node: {
                  Id: 'a01000000000001AAA',
                  Name: { value: 'ERR-1' },
                  state: { value: 'SyncNow', displayValue: 'Sync Now' },
                  ns__Seen__c: {
                    value: '2026-07-24T03:34:55.000Z',
                    displayValue: '24/07/2026, 04:34',
                  },
                  ns__Order__r: { TotalAmount: { value: 1234.5, displayValue: '£1,234.50' } },
                },
              },
            ],
          },
        },
      },
    });
  });

  it('read children of all parents with one query, and go on after a cursor', () => {
    const after = Buffer.from('v1:0').toString('base64');
    const { data, soql } = run(
      `{ uiapi { query { Order { edges { node { issues: Issues__r(first: 1, after: "${after}") {
        totalCount edges { node { Name { value } } } } } } } } } }`,
      {
        rows: {
          Order: [{ Id: '801A' }, { Id: '801B' }],
          ns__Issue__c: ['1', '2', '3'].map((n) => ({ Id: n, Name: n, ns__Order__c: '801A' })),
        },
      },
    );
    expect(soql[1]).toBe(
      "SELECT Id, Name, ns__Order__c FROM ns__Issue__c WHERE ns__Order__c IN ('801A', '801B') ORDER BY Id ASC",
    );
    const edges = { edges: [{ node: { Name: { value: '2' } } }], totalCount: 3 };
    expect(data).toEqual({
      uiapi: {
        query: {
          Order: {
            edges: [
              { node: { issues: edges } },
              { node: { issues: { edges: [], totalCount: 0 } } },
            ],
          },
        },
      },
    });
  });

  it('spread fragments, skip fields and leave out optional ones', () => {
    const { data } = run(
      `query q($no: Boolean = false) { uiapi { query { Issue__c { edges { node { ...f ... on Account { Industry { value } }
        Name @include(if: $no) { value } Secret__c @optional { value } } } } } } }
       fragment f on Issue__c { Id ApiName }`,
      { rows: { ns__Issue__c: [{ Id: '1' }] } },
    );
    const node = { Id: '1', ApiName: 'ns__Issue__c' };
    expect(data).toEqual({ uiapi: { query: { ns__Issue__c: { edges: [{ node }] } } } });
  });

  it('aggregate by group', () => {
    const { data, soql } = run(
      `{ uiapi { aggregate { Issue__c(groupBy: { Status__c: { group: true } }, where: { Is_New__c: { eq: true } }) {
        edges { node { aggregate { status: Status__c { value displayValue } Id { count { value } } Attempts__c { sum { value } } } } } } } } }`,
      { rows: { ns__Issue__c: [{ ns__Status__c: 'SyncNow', agg1_0: 7, agg2_0: 9 }] } },
    );
    expect(soql).toEqual([
      'SELECT ns__Status__c, COUNT(Id) agg1_0, SUM(ns__Attempts__c) agg2_0 FROM ns__Issue__c WHERE ns__Is_New__c = true GROUP BY ns__Status__c ORDER BY ns__Status__c',
    ]);
    expect(data).toMatchObject({
      uiapi: {
        aggregate: {
          ns__Issue__c: {
            edges: [
              {
                node: {
                  aggregate: {
                    status: { value: 'SyncNow', displayValue: 'Sync Now' },
                    Id: { count: { value: 7 } },
                    ns__Attempts__c: { sum: { value: 9 } },
                  },
                },
              },
            ],
          },
        },
      },
    });
  });
});

describe('refusals', () => {
  const inNode = (selection: string, args = ''): string =>
    `{ uiapi { query { Issue__c${args} { edges { node { ${selection} } } } } } }`;
  it.each([
    [
      '{ uiapi { query { Nope__c { totalCount } } } }',
      /'Nope__c' in type 'RecordQuery' is undefined/,
    ],
    [
      inNode('Nope__c { value }'),
      /FieldUndefined@\[uiapi\/query\/Issue__c\/edges\/node\/Nope__c\]/,
    ],
    [inNode('status__c { value }'), /'status__c' in type 'ns__Issue__c'/],
    [inNode('Secret__c { value }'), /FieldUndefined/],
    [inNode('Status__c'), /SubselectionRequired/],
    [inNode('Id { value }'), /SubselectionNotAllowed/],
    [inNode('Name { label }'), /'label' in type 'StringValue'/],
    [inNode('Id', '(first: 2001)'), /'first' must be 1 to 2000/],
    [inNode('Id', '(first: 100, upperBound: 10000)'), /'first' must be 200 to 2000/],
    [inNode('Id', '(scope: MINE)'), /Unknown field argument 'scope'/],
    [inNode('Id', '(after: "zzz")'), /no cursor/],
    [
      '{ uiapi { aggregate { Issue__c { edges { node { aggregate { Name { value } } } } } } } }',
      /needs Name in groupBy/,
    ],
    ['query q($id: ID!) { uiapi { query { Issue__c { totalCount } } } }', /'id' has coerced Null/],
    ['{ uiapi {', /Invalid Syntax/],
  ])('%s', (query, message) => {
    expect(() => run(query)).toThrow(message);
  });
});
