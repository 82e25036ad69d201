import type { ObjectSchema, OrgCore, Session } from './ports.ts';

/** The record type every object has when none is defined. */
export const MASTER_RECORD_TYPE = '012000000000000AAA';

interface RecordTypeInfo {
  readonly active: boolean;
  readonly available: boolean;
  readonly defaultRecordTypeMapping: boolean;
  readonly developerName: string;
  readonly master: boolean;
  readonly name: string;
  readonly recordTypeId: string;
}

/** What a description says of the record types of an object: its own, and the master that records without one have. */
export function recordTypesOf(
  core: OrgCore,
  session: Session,
  object: ObjectSchema,
): RecordTypeInfo[] {
  const own = object.fields.has('RecordTypeId')
    ? core.query(
        session,
        `SELECT Id, Name, DeveloperName, IsActive FROM RecordType WHERE SobjectType = '${object.name}' ORDER BY Name`,
      ).records
    : [];
  const types = own.map((row) => ({
    active: row['IsActive'] === true,
    available: row['IsActive'] === true,
    defaultRecordTypeMapping: false,
    developerName: String(row['DeveloperName']),
    master: false,
    name: String(row['Name']),
    recordTypeId: String(row['Id']),
  }));
  const master = {
    active: true,
    available: true,
    defaultRecordTypeMapping: true,
    developerName: 'Master',
    master: true,
    name: 'Master',
    recordTypeId: MASTER_RECORD_TYPE,
  };
  return [...types, master];
}
