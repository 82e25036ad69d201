import { changedRow } from './complete-record.ts';
import { timestamp, type Actor, type Kernel } from '../kernel.ts';
import type { ObjectSchema, Row } from '../ports.ts';
import { refuse } from './rules.ts';
import { rulesOf } from './standard-rules.ts';

interface Removed {
  readonly object: ObjectSchema;
  readonly row: Row;
}

/** Lookups that hold the record in place: a required one, or an entry that orders use. */
function detach(kernel: Kernel, actor: Actor, object: ObjectSchema, id: string): Removed[] {
  const removed: Removed[] = [];
  for (const { child, field } of kernel.schema.childrenOf(object)) {
    for (const row of kernel.store.byKey(child, field, id)) {
      if (field.masterDetail) removed.push(...removeRecord(kernel, actor, child, row));
      else if (field.required) {
        const message = `Your attempt to delete the record could not be completed because it is associated with the following ${child.labelPlural}.: ${String(row[child.nameField ?? 'Id'])}`;
        refuse('DELETE_FAILED', message);
      } else if (field.updateable) {
        kernel.store.put(child, changedRow(kernel, actor, row, { [field.name]: null }));
      }
    }
  }
  return removed;
}

/**
 * Puts a record and its details into the recycle bin and empties the lookups to it.
 * @returns what was removed, details first.
 */
export function removeRecord(
  kernel: Kernel,
  actor: Actor,
  object: ObjectSchema,
  row: Row,
): Removed[] {
  const context = { kernel, actor, object };
  rulesOf(object).beforeDelete?.(context, row);
  const details = detach(kernel, actor, object, String(row['Id']));
  kernel.store.bin(object, { ...row, SystemModstamp: timestamp(kernel.now()) });
  rulesOf(object).afterChange?.(context, row);
  return [...details, { object, row }];
}
