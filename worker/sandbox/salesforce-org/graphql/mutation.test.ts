import { expect, it } from 'vitest';
import type { Row, SaveResult } from '../ports.ts';
import { readOperation } from './document.ts';
import { runMutation } from './mutation.ts';
import { record, type Recorded } from './test/recording-core.ts';

const CREATE = `mutation m($input: Issue__cCreateInput!) { uiapi { Issue__cCreate(input: $input) { Record { Id name: Name { value } } } } }`;
const refused: SaveResult = {
  id: null,
  success: false,
  created: false,
  errors: [{ statusCode: 'DUPLICATE_VALUE', message: 'duplicate value found', fields: [] }],
};

function run(query: string, variables: Row, given: Recorded = {}) {
  const recorder = record(given);
  const outcome = runMutation(recorder.reader, readOperation({ query, variables }).fields);
  return { ...recorder, ...outcome };
}

it('creates and reads back what was asked for', () => {
  const rows = { ns__Issue__c: [{ Id: 'a01000000000001AAA', Name: 'ERR-1' }] };
  const { data, saves, faults } = run(
    CREATE,
    { input: { Issue__c: { Status__c: 'Open' } } },
    { rows },
  );
  expect(saves).toEqual([
    { operation: 'create', object: 'ns__Issue__c', values: { ns__Status__c: 'Open' } },
  ]);
  const made = { Record: { Id: 'a01000000000001AAA', name: { value: 'ERR-1' } } };
  expect(data).toEqual({ uiapi: { Issue__cCreate: made } });
  expect(faults).toEqual([]);
});

it('updates, deletes and chains ids', () => {
  const { data, saves } = run(
    `mutation { uiapi {
      first: Issue__cCreate(input: { Issue__c: { Name: "x" } }) { Record { Id } }
      Issue__cUpdate(input: { Id: "@{first}", Issue__c: { Order__c: "@{first}" } }) { success }
      Issue__cDelete(input: { Id: "a01000000000009AAA" }) { Id } } }`,
    {},
  );
  expect(saves.map(({ operation, values }) => [operation, values])).toEqual([
    ['create', { Name: 'x' }],
    ['update', { Id: 'a01000000000001AAA', ns__Order__c: 'a01000000000001AAA' }],
    ['delete', { Id: 'a01000000000009AAA' }],
  ]);
  expect(data).toMatchObject({ uiapi: { Issue__cUpdate: { success: true } } });
});

it('answers a refused save with null and an error', () => {
  const { data, faults } = run(CREATE, { input: { Issue__c: {} } }, { save: () => refused });
  expect(data).toEqual({ uiapi: { Issue__cCreate: null } });
  expect(faults).toMatchObject([
    { message: 'duplicate value found', path: ['uiapi', 'Issue__cCreate'] },
  ]);
});

it('goes on after a refused save when allOrNone is off', () => {
  const { data } = run(
    `mutation { uiapi(input: { allOrNone: false }) {
      a: Issue__cCreate(input: { Issue__c: { Name: "bad" } }) { Record { Id } }
      b: Issue__cDelete(input: { Id: "a01000000000009AAA" }) { Id } } }`,
    {},
    {
      save: (values) =>
        values['Name'] === 'bad' ? refused : { ...refused, success: true, id: 'a' },
    },
  );
  expect(data).toEqual({ uiapi: { a: null, b: { Id: 'a' } } });
});

it.each([
  [`mutation { uiapi { NopeCreate(input: {}) { Record { Id } } } }`, /UIAPIMutations/],
  [`mutation { uiapi { Issue__cDelete(input: {}) { Id } } }`, /required field 'Id'/],
  [
    `mutation { uiapi { Issue__cCreate(input: { Issue__c: { No__c: 1 } }) { Record { Id } } } }`,
    /'No__c'/,
  ],
  [
    `mutation { uiapi { Issue__cCreate(input: { Issue__c: {} }) { Record { Order__r { Id } } } } }`,
    /'Order__r' in type/,
  ],
])('refuses %s', (query, message) => {
  expect(() => run(query, {})).toThrow(message);
});
