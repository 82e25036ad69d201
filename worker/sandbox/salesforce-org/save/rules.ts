import type { Actor, Kernel } from '../kernel.ts';
import { OrgError, type ObjectSchema, type Row } from '../ports.ts';

export interface RuleContext {
  readonly kernel: Kernel;
  readonly actor: Actor;
  readonly object: ObjectSchema;
}

/** What a standard object does by itself, beyond what its fields say. */
export interface ObjectRules {
  /** Returns the row as it is to be stored; throws OrgError to refuse it. `before` is null on create. */
  beforeSave?(context: RuleContext, before: Row | null, after: Row): Row;
  beforeDelete?(context: RuleContext, row: Row): void;
  /** Keeps parents up to date, in the same transaction. */
  afterChange?(context: RuleContext, row: Row): void;
}

export function refuse(errorCode: string, message: string, fields: readonly string[] = []): never {
  throw new OrgError(400, errorCode, message, fields);
}

/** Fields whose value differs; the stamps always do and are left out. */
export function changedFields(before: Row, after: Row): string[] {
  const stamps = ['LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter(
    (name) => !stamps.includes(name) && (before[name] ?? null) !== (after[name] ?? null),
  );
}

export function childrenOf(kernel: Kernel, child: string, lookup: string, id: unknown): Row[] {
  const object = kernel.schema.findObject(child);
  const field = object?.fields.get(lookup);
  return object && field ? kernel.store.byKey(object, field, id) : [];
}
