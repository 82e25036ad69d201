import type { Row } from '../ports.ts';
import { canonicalId } from '../store/record-id.ts';
import type { Test, Tree } from './condition-tree.ts';
import { unquote } from './literal.ts';
import type { Scope } from './scope.ts';

function quotedValues(test: Test): string[] | null {
  if (!('value' in test) || (test.operator !== '=' && test.operator !== 'IN')) return null;
  const values = Array.isArray(test.value) ? test.value : [test.value];
  return values.every((value) => value.startsWith("'") && value !== "''")
    ? values.map(unquote)
    : null;
}

/** The records one condition leaves over, when an index answers it; null when all must be looked at. */
function fromIndex({ kernel, actor, object }: Scope, test: Test): Row[] | null {
  const values = 'field' in test && !test.field.includes('.') ? quotedValues(test) : null;
  if (!values || !('field' in test)) return null;
  const field = kernel.schema.findField(object, test.field, actor.defaultNamespace);
  if (!field) return null;
  if (field.name === 'Id') {
    const rows = values.map((value) => {
      const id = canonicalId(value);
      return id !== null && kernel.schema.objectOfId(id) === object ? kernel.store.find(id) : null;
    });
    return rows.filter((row) => row !== null);
  }
  if (!kernel.store.hasIndex(object, field)) return null;
  const keys = field.type === 'reference' ? values.map((v) => canonicalId(v) ?? v) : values;
  return keys.flatMap((key) => kernel.store.byKey(object, field, key));
}

function search(scope: Scope, tree: Tree): Row[] | null {
  if (tree.kind === 'test') return fromIndex(scope, tree.test);
  if (tree.kind !== 'and') return null;
  const found = tree.parts.map((part) => search(scope, part)).filter((rows) => rows !== null);
  return found.sort((a, b) => a.length - b.length)[0] ?? null;
}

/** A superset of the matching records in id order, as small as the indexes make it. */
export function candidates(scope: Scope, tree: Tree | null): Row[] {
  const { kernel, object, withDeleted } = scope;
  const found = tree && !withDeleted ? search(scope, tree) : null;
  if (!found) return kernel.store.all(object, withDeleted);
  const unique = new Map(found.map((row) => [String(row['Id']), row]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
