import { errorCode, type KnownCode } from './error-codes.ts';
import type { JobOutcome } from './ports.ts';
import { retryDelay } from './retry.ts';

/** What Salesforce's statusCode of a single record means. Source: SOAP API developer guide, "StatusCode". */
const CODES: Readonly<Record<string, KnownCode>> = {
  UNABLE_TO_LOCK_ROW: 'SF_LOCKED',
  DUPLICATE_VALUE: 'SF_LOCKED',
  PROCESSING_HALTED: 'SF_LOCKED',
  ALL_OR_NONE_OPERATION_ROLLED_BACK: 'SF_LOCKED',
  SERVER_UNAVAILABLE: 'SF_UNAVAILABLE',
  QUERY_TIMEOUT: 'SF_UNAVAILABLE',
  INSUFFICIENT_ACCESS: 'SF_PERMISSION_MISSING',
  INSUFFICIENT_ACCESS_OR_READONLY: 'SF_PERMISSION_MISSING',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'SF_PERMISSION_MISSING',
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: 'SF_REFUSED',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'SF_PERMISSION_MISSING',
};

/** The worst of several: what waits for a person comes before what heals. */
export function itemCode(statusCodes: readonly string[]): KnownCode {
  const codes = statusCodes.map((code): KnownCode => CODES[code] ?? 'SF_REFUSED');
  return (
    codes.find((code) => code === 'SF_PERMISSION_MISSING') ??
    codes.find((code) => code === 'SF_REFUSED') ??
    codes[0] ??
    'SF_REFUSED'
  );
}

/** The outcome of a job whose record Salesforce refused: later where it heals, else put aside for a person. */
export function refusedItem(attempt: number, statusCodes: readonly string[]): JobOutcome {
  const code = itemCode(statusCodes);
  const reason = `${code}: Salesforce refused the record (${statusCodes.join(', ')}).`;
  return errorCode(code).retry === 'later'
    ? { retryAfterMs: retryDelay(attempt), reason }
    : { dead: reason };
}
