import type { MappingRow } from '../wire/mapping-row.ts';
import { ADMIN_CONVERSIONS, CONVERSIONS, UNREADABLE } from './conversions.ts';
import type { Override } from './field-row.ts';
import {
  isReadable,
  READ_OBJECTS,
  SOURCE_ROOTS,
  type KnownFields,
  type ReadObject,
} from './source-paths.ts';
import { findTarget, type Target } from './targets.ts';

/** A field row as the mapping executes it, or the sentence that says what is wrong with it. */
export type CheckedFieldRow =
  { readonly target: Target; readonly override: Override } | { readonly wrong: string };

function checkPath(path: string, object: ReadObject, known: KnownFields): string | null {
  if (isReadable(object, path, known)) return null;
  return `${object} has no field "${path}", or the connector may not read it.`;
}

/** The paths that the row names: one, or several in the order of First Non Blank. */
function pathsOf({ Source__c, Conversion__c }: MappingRow): string[] {
  if (Source__c === '') return [];
  const paths = Conversion__c === 'First Non Blank' ? Source__c.split(',') : [Source__c];
  return paths.map((path) => path.trim());
}

function checkDefault(row: MappingRow, target: Target): string | null {
  if (row.Default__c === '') return null;
  let value: unknown = row.Default__c;
  for (const step of [ADMIN_CONVERSIONS[row.Conversion__c] ?? null, target.row.convert]) {
    if (step !== null) value = CONVERSIONS[step](value);
    if (value === UNREADABLE) return `The default "${row.Default__c}" is not a ${step}.`;
  }
  return null;
}

function firstFault(
  row: MappingRow,
  object: ReadObject,
  target: Target,
  known: KnownFields,
): string | null {
  const paths = pathsOf(row);
  if (paths.length === 0 && row.Default__c === '')
    return 'It has neither a source nor a default, so that it can give no value.';
  if (target.level === 'order' && (object === 'OrderItem' || object === 'Product2'))
    return `"${row.Target__c}" belongs to the whole order and cannot come from ${object}.`;
  for (const path of paths) {
    const fault = checkPath(path, object, known);
    if (fault !== null) return fault;
  }
  return checkDefault(row, target);
}

/** Holds a row of the kind Field against the tables and the fields of the org. */
export function checkFieldRow(row: MappingRow, known: KnownFields): CheckedFieldRow {
  const target = findTarget(row.Target__c);
  if (target === null)
    return { wrong: `"${row.Target__c}" is not a Linnworks field that a row can fill.` };
  const named = row.Source_Object__c === '' ? 'Order' : row.Source_Object__c;
  const object = READ_OBJECTS.find((one) => one === named);
  if (object === undefined) return { wrong: `"${named}" is not an object that can be read.` };
  const conversion = row.Conversion__c === '' ? 'None' : row.Conversion__c;
  if (!(conversion in ADMIN_CONVERSIONS))
    return { wrong: `"${conversion}" is not a conversion that exists.` };
  const wrong = firstFault(row, object, target, known);
  if (wrong !== null) return { wrong };
  const roots = SOURCE_ROOTS[object];
  return {
    target,
    override: {
      name: row.Name,
      sources: pathsOf(row).flatMap((path) => roots.map((root) => `${root}.${path}`)),
      convert: ADMIN_CONVERSIONS[conversion] ?? null,
      otherwise: row.Default__c === '' ? null : row.Default__c,
      isRequired: row.Is_Required__c,
    },
  };
}
