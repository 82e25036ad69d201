import type { PermissionSet } from '../access/permission-sets.ts';
import { timestamp, type Kernel } from '../kernel.ts';
import { permissionSetRow } from '../users.ts';

/** Records of permission sets follow the sets that the org has; one that is gone takes its assignments along. */
export function refreshOrg(kernel: Kernel, sets: readonly PermissionSet[]): void {
  const { schema, store, transactions, now } = kernel;
  const object = schema.findObject('PermissionSet');
  const assignments = schema.findObject('PermissionSetAssignment');
  if (!object || !assignments) throw new Error('The org has no permission sets');
  const at = timestamp(now());
  const stamps = { CreatedDate: at, LastModifiedDate: at, SystemModstamp: at, IsDeleted: false };
  transactions.run(() => {
    const rows = store.all(object);
    const names = new Set(sets.map(({ name }) => name));
    for (const set of sets) {
      const known = rows.find(({ Name }) => Name === set.name);
      const values = permissionSetRow(set, schema.namespace);
      const row = known ?? { Id: store.newId(object), ...stamps };
      if (known?.['Label'] !== set.label) store.put(object, { ...row, ...values });
    }
    for (const row of rows) {
      if (names.has(String(row['Name']))) continue;
      for (const assignment of store.all(assignments))
        if (assignment['PermissionSetId'] === row['Id']) store.bin(assignments, assignment);
      store.bin(object, row);
    }
  });
}
