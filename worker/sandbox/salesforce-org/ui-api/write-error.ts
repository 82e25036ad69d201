import type { ObjectSchema, SaveError } from '../ports.ts';

interface OutputError {
  readonly constituentField: null;
  readonly duplicateRecordError: null;
  readonly errorCode: string;
  readonly field: string | null;
  readonly fieldLabel: string | null;
  readonly message: string;
}

/** A refused create, update or delete; UI API answers with one object, not with REST's array. */
export class RecordWriteError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, object: ObjectSchema, errors: readonly SaveError[]) {
    super('An error occurred while trying to update the record. Please try again.');
    this.status = status;
    this.body = {
      message: this.message,
      statusCode: status,
      enhancedErrorType: 'RecordError',
      output: outputOf(object, errors),
    };
  }
}

/** Errors about fields stand under their fields, the others in a list (User Interface API guide, "Errors"). */
function outputOf(object: ObjectSchema, errors: readonly SaveError[]): object {
  const general: OutputError[] = [];
  const fieldErrors: Record<string, OutputError[]> = {};
  for (const { statusCode, message, fields } of errors) {
    const entry = (field: string | null): OutputError => ({
      constituentField: null,
      duplicateRecordError: null,
      errorCode: statusCode,
      field,
      fieldLabel: field === null ? null : (object.fields.get(field)?.label ?? field),
      message,
    });
    if (fields.length === 0) general.push(entry(null));
    for (const field of fields) (fieldErrors[field] ??= []).push(entry(field));
  }
  return { errors: general, fieldErrors };
}
