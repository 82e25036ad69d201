import type { DatabaseSync } from 'node:sqlite';
import { actorOf, type Kernel } from './kernel.ts';
import { sendJson } from './http/send-json.ts';
import { OrgError, type OrgCore, type Row, type SaveResult, type Session } from './ports.ts';
import { attempt, type Saver } from './save/saver.ts';
import { runQuery } from './soql/run-query.ts';
import { canonicalId } from './store/record-id.ts';

export const API_VERSION = '66.0';

export interface CoreParts {
  readonly kernel: Kernel;
  readonly saver: Saver;
  readonly database: DatabaseSync;
  readonly packageDir: () => string;
  readonly url: () => string;
  readonly session: (token: string) => Session | null;
  readonly countApiCall: (kind: string) => void;
}

type Operation = 'create' | 'update' | 'delete';

/** Saves one record; a refusal is a result, not an exception. */
export function saveRecord(
  { kernel, saver }: CoreParts,
  session: Session,
  operation: Operation,
  name: string,
  values: Row,
  defaultNamespace?: string,
): SaveResult {
  const actor = actorOf(kernel, session, defaultNamespace);
  return attempt(() => {
    const object = kernel.schema.findObject(name, defaultNamespace);
    if (!object)
      throw new OrgError(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`);
    const { Id: id, ...fields } = values;
    if (operation === 'create') return saver.create(actor, object, values);
    if (typeof id !== 'string')
      throw new OrgError(400, 'MISSING_ARGUMENT', 'Id not specified in an update call', ['Id']);
    if (operation === 'delete') return saver.remove(actor, object, id);
    return saver.update(actor, object, id, fields);
  });
}

/** A row of a hierarchy custom setting: the user's, else the profile's, else the org's. */
function settingFor({ schema, store, orgId }: Kernel, name: string, userId: string): Row | null {
  const object = schema.findObject(name, schema.namespace);
  const owner = object?.fields.get('SetupOwnerId');
  if (!object || !owner) return null;
  const owners = [userId, store.find(userId)?.['ProfileId'], orgId];
  for (const id of owners) {
    const [row] = store.byKey(object, owner, id);
    if (row) return row;
  }
  return null;
}

/** The core as its extensions see it. */
export function createCore(parts: CoreParts): OrgCore {
  const { kernel, saver, database, packageDir } = parts;
  const { schema, access, store } = kernel;
  const userOf = (session: Session) => kernel.user(session.userId);
  return {
    orgId: kernel.orgId,
    namespace: schema.namespace,
    apiVersion: API_VERSION,
    get packageDir() {
      return packageDir();
    },
    database,
    url: parts.url,
    now: kernel.now,
    get schema() {
      return schema.objects;
    },
    findObject: (name, ns) => schema.findObject(name, ns),
    findField: (object, name, ns) => schema.findField(object, name, ns),
    user: kernel.user,
    canRead: (session, object, field) =>
      access.mayObject(userOf(session), object, 'read') &&
      (!field || access.mayReadField(userOf(session), object, field)),
    canCreate: (session, object) => access.mayObject(userOf(session), object, 'create'),
    canEdit: (session, object, field) =>
      access.mayObject(userOf(session), object, 'edit') &&
      (!field || access.mayEditField(userOf(session), object, field)),
    canDelete: (session, object) => access.mayObject(userOf(session), object, 'delete'),
    query: (session, soql) =>
      runQuery(kernel, actorOf(kernel, session), soql, { apiVersion: API_VERSION }),
    save: (session, operation, object, values) =>
      saveRecord(parts, session, operation, object, values),
    transaction: (session, work) =>
      kernel.transactions.run(() => work(saver.context(actorOf(kernel, session)))),
    row(name, id) {
      const key = canonicalId(id);
      const object = schema.findObject(name, schema.namespace);
      return key !== null && object && schema.objectOfId(key) === object ? store.find(key) : null;
    },
    setting: (name, userId) => settingFor(kernel, name, userId),
    sendJson,
    session: parts.session,
    countApiCall: parts.countApiCall,
  };
}
