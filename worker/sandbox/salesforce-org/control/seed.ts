import { OrgError, type OrgCore, type Row, type Session } from '../ports.ts';

interface SeedRecord {
  readonly object: string;
  /** Later records refer to this one as `@{ref}`. */
  readonly ref?: string;
  /** Changes this record instead of creating one. */
  readonly id?: string;
  readonly values: Row;
}

function fill(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'string') return value;
  return value.replace(/@\{([^}]+)\}/g, (_, ref: string) => {
    const id = ids.get(ref);
    if (id === undefined) throw new OrgError(400, 'INVALID_REFERENCE', `No record "${ref}" so far`);
    return id;
  });
}

/**
 * Creates (or, with an `id`, changes) records one after the other with an administrator's rights, flows included.
 * @returns the ids by `ref`.
 * @throws OrgError of the first record that is refused; then none of them is kept.
 */
export function seedRecords(
  core: OrgCore,
  admin: Session,
  records: readonly SeedRecord[],
): Record<string, string> {
  const ids = new Map<string, string>();
  core.transaction(admin, () => {
    for (const { object, ref, id, values } of records) {
      const filled = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, fill(value, ids)]),
      );
      const named = core.findObject(object, core.namespace)?.name ?? object;
      const known = fill(id, ids);
      const result =
        known === undefined
          ? core.save(admin, 'create', named, filled)
          : core.save(admin, 'update', named, { ...filled, Id: known });
      const [error] = result.errors;
      if (!result.success && error)
        throw new OrgError(
          400,
          error.statusCode,
          `${ref ?? object}: ${error.message}`,
          error.fields,
        );
      if (ref !== undefined && result.id !== null) ids.set(ref, result.id);
    }
  });
  return Object.fromEntries(ids);
}
