import { ConnectorError, type ErrorKind } from '../domain/connector-error.ts';
import type { KnownCode } from '../domain/error-codes.ts';

interface Classified {
  readonly code: KnownCode;
  readonly kind: ErrorKind;
}

/** By Salesforce's errorCode. Source: REST API developer guide, "Status Codes and Error Responses". */
const BY_CODE: Readonly<Record<string, Classified>> = {
  UNABLE_TO_LOCK_ROW: { code: 'SF_LOCKED', kind: 'transient' },
  SERVER_UNAVAILABLE: { code: 'SF_UNAVAILABLE', kind: 'transient' },
  QUERY_TIMEOUT: { code: 'SF_UNAVAILABLE', kind: 'transient' },
  REQUEST_LIMIT_EXCEEDED: { code: 'SF_LIMIT_EXCEEDED', kind: 'throttled' },
  INVALID_SESSION_ID: { code: 'SF_SESSION_REFUSED', kind: 'auth' },
  INSUFFICIENT_ACCESS: { code: 'SF_PERMISSION_MISSING', kind: 'config' },
  INSUFFICIENT_ACCESS_OR_READONLY: { code: 'SF_PERMISSION_MISSING', kind: 'config' },
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: { code: 'SF_PERMISSION_MISSING', kind: 'config' },
  INVALID_FIELD: { code: 'SF_PERMISSION_MISSING', kind: 'config' },
  INVALID_TYPE: { code: 'SF_PERMISSION_MISSING', kind: 'config' },
};

/** Codes of a single record that heal when the record is written again alone. */
export const TRANSIENT_ITEM_CODES: ReadonlySet<string> = new Set([
  'UNABLE_TO_LOCK_ROW',
  'DUPLICATE_VALUE',
  'SERVER_UNAVAILABLE',
  'QUERY_TIMEOUT',
  'PROCESSING_HALTED',
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
]);

/** What automation of the org answers for a record, a limit that it reached among it. */
export const AUTOMATION_CODES: ReadonlySet<string> = new Set([
  'CANNOT_EXECUTE_FLOW_TRIGGER',
  'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
  'LIMIT_EXCEEDED',
  'UNKNOWN_EXCEPTION',
]);

interface FailedCall {
  readonly errorCode?: string;
  readonly code?: string;
  readonly message?: string;
}

/** ERROR_HTTP_503 and the like are jsforce's names for replies without a body of Salesforce's. */
function byStatus(errorCode: string): Classified {
  const status = Number(/^ERROR_HTTP_(\d+)$/.exec(errorCode)?.[1] ?? 0);
  if (status >= 500 || status === 429 || status === 420)
    return { code: 'SF_UNAVAILABLE', kind: 'transient' };
  if (status === 401) return { code: 'SF_SESSION_REFUSED', kind: 'auth' };
  return { code: 'SF_REFUSED', kind: 'data' };
}

/** What a failed REST call means. A call without any answer of the server may or may not have been done. */
export function classifySalesforceError(error: unknown, what: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const { errorCode = '', code = '' } = (error ?? {}) as FailedCall;
  const known = BY_CODE[errorCode];
  const isNetwork = errorCode === '' || code !== '' || errorCode === 'FetchError';
  const found =
    known ??
    (isNetwork ? { code: 'SF_UNAVAILABLE', kind: 'transient' as const } : byStatus(errorCode));
  return new ConnectorError({
    ...found,
    message: `Salesforce did not do "${what}" (${errorCode || code || 'no answer'}).`,
    context: { what, errorCode: errorCode || code },
    ...(found.kind === 'throttled' ? { retryAfterMs: 60_000 } : {}),
    cause: error,
  });
}
