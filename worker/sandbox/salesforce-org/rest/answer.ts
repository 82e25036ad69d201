import type { ServerResponse } from 'node:http';
import {
  OrgError,
  type FieldSchema,
  type ObjectSchema,
  type Row,
  type OrgCore,
  type SaveError,
  type SaveResult,
  type Session,
} from '../ports.ts';

/** What a resource answers; subrequests of a composite get the same without HTTP. */
export interface Answer {
  readonly status: number;
  /** Undefined: no body at all. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Reading and saving with the names that the caller uses. */
export interface RecordAccess {
  query(
    session: Session,
    soql: string,
    options: { defaultNamespace?: string | undefined; withDeleted: boolean },
  ): { totalSize: number; records: Row[] };
  save(
    session: Session,
    operation: 'create' | 'update' | 'delete',
    object: string,
    values: Row,
    defaultNamespace?: string,
  ): SaveResult;
  /** Live records whose indexed field has the value, without regard to permissions. */
  idsByKey(object: ObjectSchema, field: FieldSchema, value: unknown): string[];
}

/** One request to a resource below `/services/data/vNN.N/`. */
export interface ResourceCall {
  readonly core: OrgCore;
  readonly records: RecordAccess;
  readonly session: Session;
  readonly method: string;
  /** Path parts after the version, decoded. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Names of the package may be written without it. */
  readonly defaultNamespace: string | undefined;
  readonly batchSize: number;
}

export const notFound = (): Answer =>
  errorAnswer(new OrgError(404, 'NOT_FOUND', 'The requested resource does not exist'));

function errorAnswer({ status, errorCode, message, fields }: OrgError): Answer {
  return { status, body: [{ message, errorCode, ...(fields.length > 0 ? { fields } : {}) }] };
}

/** Turns a refusal into its answer; anything else is a fault of the emulator and must be seen. */
export function answerOf(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof OrgError) return errorAnswer(error);
    throw error;
  }
}

const STATUS_OF: Readonly<Record<string, number>> = {
  ENTITY_IS_DELETED: 404,
  NOT_FOUND: 404,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
  NOT_MODELLED: 501,
};

/** Salesforce's status of a refused save. */
export function saveErrorAnswer(errors: readonly SaveError[]): Answer {
  return {
    status: STATUS_OF[errors[0]?.statusCode ?? ''] ?? 400,
    body: errors.map(({ statusCode, message, fields }) => ({
      message,
      errorCode: statusCode,
      fields,
    })),
  };
}

/** One row of a collections reply. */
export function collectionRow(
  { id, success, created, errors }: SaveResult,
  withCreated: boolean,
): object {
  return {
    ...(id === null ? {} : { id }),
    success,
    errors: errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields })),
    ...(withCreated && success ? { created } : {}),
  };
}

export function send(core: OrgCore, response: ServerResponse, answer: Answer): void {
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.body === undefined) response.writeHead(answer.status).end();
  else core.sendJson(response, answer.status, answer.body);
}

export function bodyObject(body: unknown): Record<string, unknown> {
  if (body !== null && typeof body === 'object' && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw new OrgError(
    400,
    'JSON_PARSER_ERROR',
    'The HTTP entity body is required, but this request has no entity body.',
  );
}
