import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type {
  ObjectSchema,
  OrgCore,
  OrgExtension,
  Row,
  SaveContext,
  SaveResult,
} from '../../ports.ts';
import { objectOf } from './schema.ts';

const OBJECTS = [
  objectOf('Account', 'sobject', [['Name', 'string']]),
  objectOf('Order', 'sobject', [
    ['StatusCode', 'picklist'],
    ['Note', 'textarea'],
    ['Total', 'currency'],
    ['ActivatedDate', 'datetime'],
    ['AccountId', 'reference', 'Account'],
  ]),
  objectOf('ns__Request__c', 'sobject', [
    ['ns__Key__c', 'string'],
    ['ns__Kind__c', 'picklist'],
    ['ns__Order__c', 'reference', 'Order'],
  ]),
  objectOf('ns__Work__e', 'event', [['ns__Key__c', 'string']]),
  objectOf('ns__Switches__c', 'hierarchySetting', [['ns__Is_Off__c', 'boolean']]),
];

const unused = (): never => {
  throw new Error('Flows must not need this part of the core');
};

/** Rows in memory, unique request keys, and the extension called after each save: what flows need of a core. */
export class FakeOrg {
  readonly rows = new Map<string, Row & { object: string }>();
  setting: Row | null = null;
  readonly core: OrgCore;
  readonly #packageDir = mkdtempSync(path.join(tmpdir(), 'flows-'));
  #extension: OrgExtension | null = null;

  constructor(flows: Record<string, string>) {
    mkdirSync(path.join(this.#packageDir, 'flows'));
    for (const [name, xml] of Object.entries(flows)) {
      writeFileSync(path.join(this.#packageDir, 'flows', `${name}.flow-meta.xml`), xml);
    }
    this.core = this.#core();
  }

  use(extension: OrgExtension): void {
    this.#extension = extension;
  }

  of(objectName: string): Row[] {
    return [...this.rows.values()].filter((row) => row.object === objectName);
  }

  save(name: string, values: Row, id?: string): SaveResult {
    const schema = this.core.findObject(name);
    if (!schema) throw new Error(`No object ${name}`);
    if (
      this.of(name).some((row) => row['ns__Key__c'] === values['ns__Key__c'] && row['ns__Key__c'])
    ) {
      const error = { statusCode: 'DUPLICATE_VALUE', message: 'duplicate value found', fields: [] };
      return { id: null, success: false, created: false, errors: [error] };
    }
    const before = id === undefined ? null : (this.rows.get(id) ?? null);
    const key = id ?? `a00${String(this.rows.size).padStart(15, '0')}`;
    const after = { ...before, ...values, Id: key, object: name };
    this.rows.set(key, after);
    const operation = before ? 'update' : 'create';
    this.#extension?.afterSave?.({ object: schema, operation, before, after }, this.#context());
    return { id: key, success: true, created: !before, errors: [] };
  }

  dispose(): void {
    rmSync(this.#packageDir, { recursive: true });
  }

  #context(): SaveContext {
    return {
      session: { token: 't', userId: '005A', username: 'a@b.example' },
      now: new Date('2026-11-24T03:34:55Z'),
      create: (name, values) => this.save(name, values),
      update: (name, id, values) => this.save(name, values, id),
      find: (_name, id) => this.rows.get(id) ?? null,
      findBy: (name, field, value) => this.of(name).find((row) => row[field] === value) ?? null,
      afterCommit: (work) => work(),
    };
  }

  #core(): OrgCore {
    const find = (name: string): ObjectSchema | null =>
      OBJECTS.find((o) => o.name === name || o.name === `ns__${name}`) ?? null;
    return {
      orgId: '00D',
      namespace: 'ns',
      apiVersion: '66.0',
      packageDir: this.#packageDir,
      url: unused,
      now: () => new Date(),
      schema: new Map(OBJECTS.map((o) => [o.name, o])),
      findObject: find,
      findField: (o, name) => o.fields.get(name) ?? o.fields.get(`ns__${name}`) ?? null,
      setting: () => this.setting,
      database: new DatabaseSync(':memory:'),
      user: unused,
      canRead: unused,
      canCreate: unused,
      canEdit: unused,
      canDelete: unused,
      query: unused,
      save: unused,
      transaction: unused,
      row: unused,
      sendJson: unused,
      session: unused,
      countApiCall: unused,
    };
  }
}
