import { DatabaseSync } from 'node:sqlite';
import { objectOf } from '../../automation/test/schema.ts';
import type { OrgCore, Row, SaveContext, SaveResult } from '../../ports.ts';
import type { Reader } from '../../ui-api/reader.ts';

const STAMPS = [
  ['LastModifiedDate', 'datetime'],
  ['SystemModstamp', 'datetime'],
] as const;
const OBJECTS = [
  objectOf('Account', 'sobject', [['Name', 'string'], ...STAMPS], '001'),
  objectOf(
    'Order',
    'sobject',
    [['AccountId', 'reference', 'Account', 'Orders'], ['TotalAmount', 'currency'], ...STAMPS],
    '801',
  ),
  objectOf(
    'ns__Issue__c',
    'sobject',
    [
      ['Name', 'string'],
      ['ns__Status__c', 'picklist'],
      ['ns__Attempts__c', 'double'],
      ['ns__Seen__c', 'datetime'],
      ['ns__Is_New__c', 'boolean'],
      ['ns__Secret__c', 'string'],
      ['ns__Order__c', 'reference', 'Order', 'ns__Issues__r'],
      ...STAMPS,
    ],
    'a01',
  ),
].map((object) => ({ ...object }));

export interface Recorder {
  readonly reader: Reader;
  readonly core: OrgCore;
  /** Every SOQL the code under test has run. */
  readonly soql: string[];
  readonly saves: { operation: string; object: string; values: Row }[];
}

export interface Recorded {
  /** What a query of the object answers, whatever its conditions. */
  readonly rows?: Record<string, Row[]>;
  /** What a save answers; success unless told otherwise. */
  readonly save?: (values: Row) => SaveResult;
}

const unused = (): never => {
  throw new Error('This part of the core is not needed');
};

/** A core that answers with given rows and remembers what it was asked. */
export function record({ rows = {}, save }: Recorded = {}): Recorder {
  const soql: string[] = [];
  const saves: Recorder['saves'] = [];
  const core: OrgCore = {
    orgId: '00D',
    namespace: 'ns',
    apiVersion: '66.0',
    packageDir: '',
    url: unused,
    now: () => new Date(),
    schema: new Map(OBJECTS.map((object) => [object.name, object])),
    findObject: (name, ns) =>
      OBJECTS.find((o) => o.name === name || o.name === `${ns}__${name}`) ?? null,
    findField: (object, name, ns) =>
      object.fields.get(name) ?? object.fields.get(`${ns}__${name}`) ?? null,
    canRead: (_session, _object, field) => !(field?.name.includes('Secret') ?? false),
    canCreate: () => true,
    canEdit: () => true,
    canDelete: () => false,
    query(_session, text) {
      soql.push(text);
      const found = rows[/FROM (\w+)/.exec(text)?.[1] ?? ''] ?? [];
      return { totalSize: found.length, records: found };
    },
    save(_session, operation, object, values) {
      saves.push({ operation, object, values });
      const id = 'a01000000000001AAA';
      return save?.(values) ?? { id, success: true, created: true, errors: [] };
    },
    transaction: (_session, work) => work({} as SaveContext),
    database: new DatabaseSync(':memory:'),
    sendJson: (response, status, body) => response.writeHead(status).end(JSON.stringify(body)),
    user: unused,
    row: unused,
    setting: unused,
    session: unused,
    countApiCall: unused,
  };
  const session = { token: 't', userId: '005A', username: 'a@b.example' };
  return { core, soql, saves, reader: { core, session, defaultNamespace: 'ns' } };
}
