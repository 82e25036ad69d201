import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { record, type Recorded, type Recorder } from '../graphql/test/recording-core.ts';
import { createUiApi } from './extension.ts';

const ISSUE = 'a01000000000001AAA';
const ORDER = '801000000000001AAA';
let server: Server | null = null;
afterEach(() => server?.close());

interface Ran extends Recorder {
  readonly status: number;
  readonly body: unknown;
}

async function call(
  method: string,
  path: string,
  body: unknown,
  given: Recorded = {},
): Promise<Ran> {
  const recorder = record(given);
  const api = createUiApi(recorder.core);
  const { session } = recorder.reader;
  server = createServer((raw, response) => {
    const { pathname, searchParams } = new URL(raw.url ?? '/', 'http://org');
    const bytes = Buffer.alloc(0);
    const request = {
      raw,
      method,
      path: pathname,
      query: searchParams,
      body,
      text: '',
      bytes,
      session,
    };
    void api.handle?.(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/services/data/v66.0/ui-api/${path}`;
  const response = await fetch(url, { method, headers: { 'x-default-namespace': 'ns' } });
  const text = await response.text();
  return { ...recorder, status: response.status, body: text === '' ? null : JSON.parse(text) };
}

const row = {
  Id: ISSUE,
  Name: 'ERR-1',
  ns__Status__c: 'SyncNow',
  LastModifiedDate: '2026-11-24T03:34:55.000+0000',
  SystemModstamp: '2026-11-24T03:34:55.000+0000',
  ns__Order__r: { Id: ORDER, TotalAmount: 5, Account: { Id: '001', Name: 'Ada' } },
};

describe('records', () => {
  it('answers fields under the names they were asked with, through parents too', async () => {
    const fields = 'fields=Issue__c.Status__c,Issue__c.Order__r.Account.Name';
    const { body, soql } = await call(
      'GET',
      `records/${ISSUE}?${fields}&optionalFields=Issue__c.Secret__c`,
      null,
      { rows: { ns__Issue__c: [row] } },
    );
    expect(soql[0]).toContain('ns__Order__r.Account.Name FROM ns__Issue__c WHERE Id =');
    expect(body).toMatchObject({
      apiName: 'ns__Issue__c',
      id: ISSUE,
      lastModifiedDate: '2026-11-24T03:34:55.000Z',
      fields: {
        Status__c: { value: 'SyncNow', displayValue: 'Sync Now' },
        Order__r: {
          value: {
            apiName: 'Order',
            id: ORDER,
            fields: {
              Account: { displayValue: 'Ada', value: { fields: { Name: { value: 'Ada' } } } },
            },
          },
        },
      },
    });
    expect(body).not.toHaveProperty('fields.Secret__c');
  });

  it.each([
    [`records/${ISSUE}?fields=Issue__c.Secret__c`, 400, 'INVALID_FIELD'],
    [`records/${ISSUE}?fields=Issue__c.Name`, 404, 'NOT_FOUND'],
    [`records/${ISSUE}`, 400, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
    ['records/zzz?fields=Issue__c.Name', 404, 'NOT_FOUND'],
    ['layout/Issue__c', 404, 'NOT_FOUND'],
  ])('GET %s is %i %s', async (path, status, errorCode) => {
    expect(await call('GET', path, null)).toMatchObject({ status, body: [{ errorCode }] });
  });

  it('creates, updates and deletes', async () => {
    const rows = { ns__Issue__c: [row] };
    const input = { apiName: 'Issue__c', fields: { Status__c: 'SyncNow' } };
    const created = await call('POST', 'records', input, { rows });
    expect(created).toMatchObject({ status: 201, body: { fields: { Name: { value: 'ERR-1' } } } });
    expect(created.saves[0]?.values).toEqual({ ns__Status__c: 'SyncNow' });
    const updated = await call(
      'PATCH',
      `records/${ISSUE}`,
      { fields: { Status__c: 'Open' } },
      { rows },
    );
    expect(updated.saves[0]?.values).toEqual({ Id: ISSUE, ns__Status__c: 'Open' });
    expect((await call('DELETE', `records/${ISSUE}`, null)).status).toBe(204);
  });

  it('answers a refused save as one object with the errors by field', async () => {
    const error = {
      statusCode: 'STRING_TOO_LONG',
      message: 'too large',
      fields: ['ns__Status__c'],
    };
    const save = () => ({ id: null, success: false, created: false, errors: [error] });
    const input = { apiName: 'Issue__c', fields: { Status__c: 'x' } };
    expect(await call('POST', 'records', input, { save })).toMatchObject({
      status: 400,
      body: {
        enhancedErrorType: 'RecordError',
        output: {
          errors: [],
          fieldErrors: { ns__Status__c: [{ errorCode: 'STRING_TOO_LONG', fieldLabel: 'Status' }] },
        },
      },
    });
  });
});

describe('object information', () => {
  it('shows only what the user may see', async () => {
    const { body } = await call('GET', 'object-info/Issue__c', null);
    expect(body).toMatchObject({
      apiName: 'ns__Issue__c',
      nameFields: ['Name'],
      deletable: false,
      fields: { ns__Status__c: { dataType: 'Picklist', label: 'Status' } },
    });
    expect(body).not.toHaveProperty('fields.ns__Secret__c');
  });

  it('lists picklist values', async () => {
    const path = 'object-info/Issue__c/picklist-values/012000000000000AAA/Status__c';
    expect((await call('GET', path, null)).body).toMatchObject({
      defaultValue: { value: 'Open' },
      values: [{ value: 'SyncNow', label: 'Sync Now' }, { value: 'Open' }],
    });
  });
});

describe('related lists', () => {
  it('sort, filter and page', async () => {
    const input = {
      fields: ['Issue__c.Name'],
      sortBy: ['-Issue__c.Name'],
      where: '{ Status__c: { eq: "Open" } }',
      pageSize: 1,
    };
    const rows = { ns__Issue__c: [row, { ...row, Name: 'ERR-0' }] };
    const { body, soql } = await call('POST', `related-list-records/${ORDER}/Issues__r`, input, {
      rows,
    });
    expect(soql[0]).toMatch(
      /WHERE ns__Order__c = '801000000000001AAA' AND ns__Status__c = 'Open' ORDER BY Name DESC LIMIT 2$/,
    );
    expect(body).toMatchObject({
      count: 1,
      nextPageToken: '1',
      records: [{ fields: { Name: { value: 'ERR-1' } } }],
    });
  });

  it.each(['{ Nope__c: { eq: 1 } }', '{ Name:'])('refuse the condition %s', async (where) => {
    const path = `related-list-records/${ORDER}/Issues__r`;
    const refused = { status: 400, body: [{ errorCode: 'INVALID_FILTER' }] };
    expect(await call('POST', path, { where })).toMatchObject(refused);
  });

  it('are unknown under another name', async () => {
    expect(await call('POST', `related-list-records/${ORDER}/Nope__r`, {})).toMatchObject({
      status: 404,
    });
  });
});
