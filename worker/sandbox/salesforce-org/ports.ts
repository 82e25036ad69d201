/**
 * The seams inside the emulated org. The core (schema, store, REST, SOQL) implements `OrgCore`; the live
 * parts (events, flows, UI API, GraphQL) plug in as `OrgExtension`s and see nothing else of it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';

export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'picklist'
  | 'multipicklist'
  | 'reference'
  | 'email'
  | 'phone'
  | 'url'
  | 'address'
  | 'autonumber';

export interface FieldSchema {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly custom: boolean;
  /** Characters, for text types; 0 where it does not apply. */
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly required: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly unique: boolean;
  readonly externalId: boolean;
  readonly caseSensitive: boolean;
  readonly defaultValue: unknown;
  readonly picklist: readonly { value: string; label: string; isDefault: boolean }[];
  readonly restrictedPicklist: boolean;
  readonly referenceTo: readonly string[];
  /** Name used to walk up in SOQL, e.g. `Account` or `Order__r`. */
  readonly relationshipName: string | null;
  /** Name used to walk down from the parent, e.g. `OrderItems` or `Lines__r`. */
  readonly childRelationshipName: string | null;
  readonly masterDetail: boolean;
  readonly displayFormat: string | null;
}

export interface ObjectSchema {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly kind: 'sobject' | 'event' | 'hierarchySetting';
  readonly fields: ReadonlyMap<string, FieldSchema>;
  readonly nameField: string | null;
}

export interface Session {
  readonly token: string;
  readonly userId: string;
  readonly username: string;
}

export interface OrgUser {
  readonly id: string;
  readonly username: string;
  readonly permissionSets: readonly string[];
  readonly isAdmin: boolean;
}

export type Row = Record<string, unknown>;

/** One save error, as Salesforce words it. */
export interface SaveError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

export interface SaveResult {
  readonly id: string | null;
  readonly success: boolean;
  readonly created: boolean;
  readonly errors: readonly SaveError[];
}

/** What an extension does while a record is saved; throwing `OrgError` refuses the save. */
export interface SavedRecord {
  readonly object: ObjectSchema;
  readonly operation: 'create' | 'update' | 'delete';
  readonly before: Row | null;
  readonly after: Row | null;
}

export interface SaveContext {
  readonly session: Session;
  readonly now: Date;
  /** Nested saves in the same transaction, in system context (flows). */
  create(object: string, values: Row): SaveResult;
  update(object: string, id: string, values: Row): SaveResult;
  find(object: string, id: string): Row | null;
  /** The first record with this value in the field. */
  findBy(object: string, field: string, value: Row[string]): Row | null;
  /** Runs only when the whole transaction has committed. */
  afterCommit(work: () => void): void;
}

export interface OrgExtension {
  readonly name: string;
  /** Runs after each save, inside the transaction, in system context. */
  afterSave?(saved: SavedRecord, context: SaveContext): void;
  /** Publishing a platform event (REST, flow): called instead of a table insert; returns the EventUuid. */
  publish?(event: ObjectSchema, payload: Row, context: SaveContext): string;
  /** HTTP routes; the session is null where `open` is true. Return false when the path is not yours. */
  handle?(request: HttpRequest, response: ServerResponse): Promise<boolean>;
  close?(): Promise<void>;
}

export interface HttpRequest {
  readonly raw: IncomingMessage;
  readonly method: string;
  /** Path with doubled slashes collapsed, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Parsed JSON, or null. */
  readonly body: unknown;
  readonly text: string;
  /** The body as it came, for archives. */
  readonly bytes: Buffer;
  readonly session: Session | null;
}

/** What the core offers to its extensions. */
export interface OrgCore {
  readonly orgId: string;
  readonly namespace: string;
  readonly apiVersion: string;
  /** Where the flows are; another folder after each deploy. */
  readonly packageDir: string;
  readonly url: () => string;
  readonly now: () => Date;
  readonly schema: ReadonlyMap<string, ObjectSchema>;
  /** Case-insensitive; with `defaultNamespace` un-namespaced package names resolve too. */
  findObject(name: string, defaultNamespace?: string): ObjectSchema | null;
  findField(object: ObjectSchema, name: string, defaultNamespace?: string): FieldSchema | null;
  user(id: string): OrgUser;
  /** Object and field permissions of the user (permission sets; admin: all granted fields). */
  canRead(session: Session, object: ObjectSchema, field?: FieldSchema): boolean;
  canCreate(session: Session, object: ObjectSchema): boolean;
  canEdit(session: Session, object: ObjectSchema, field?: FieldSchema): boolean;
  canDelete(session: Session, object: ObjectSchema): boolean;
  /** SOQL as the session's user; throws OrgError with Salesforce's code and message. */
  query(session: Session, soql: string): { totalSize: number; records: Row[] };
  save(
    session: Session,
    operation: 'create' | 'update' | 'delete',
    object: string,
    values: Row,
  ): SaveResult;
  transaction<T>(session: Session, work: (context: SaveContext) => T): T;
  /** The row as stored (no permission check), with formula-free raw values. */
  row(object: string, id: string): Row | null;
  /** Hierarchy custom setting as seen by the user: user, then profile, then org default, else null. */
  setting(object: string, userId: string): Row | null;
  sendJson(response: ServerResponse, status: number, body: unknown): void;
  /** Validates a bearer or OAuth token; null when unknown, expired or revoked. */
  session(token: string): Session | null;
  countApiCall(kind: string): void;
  /** Small durable key-value and event log tables for extensions (node:sqlite). */
  readonly database: DatabaseSync;
}

/** An error that becomes Salesforce's own body: an array with one message. */
export class OrgError extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly fields: readonly string[];

  constructor(status: number, errorCode: string, message: string, fields: readonly string[] = []) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
    this.fields = fields;
  }
}
