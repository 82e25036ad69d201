import type { Salesforce } from '../../domain/ports.ts';
import { endOf, READ_OBJECTS, type ReadObject } from '../../mapping/source-paths.ts';

/** A source of the field model in the org: its type, or that it is not there. Null: not a field of Salesforce at all. */
export type FoundField = { readonly type: string } | 'missing' | null;

/** What a path such as `OrderItem.Product2.Name` begins with, and the rest of it. */
function split(source: string): { object: ReadObject; path: string } | null {
  const [first = '', ...rest] = source.split('.');
  const object = READ_OBJECTS.find((name) => name === first);
  return object === undefined ? null : { object, path: rest.join('.') };
}

/** Describes the objects that the mapping reads, once, and answers for each source of it. */
export async function fieldTypes(
  salesforce: Pick<Salesforce, 'describe'>,
): Promise<(source: string) => FoundField> {
  const described = await Promise.all(
    READ_OBJECTS.map(async (object) => {
      const { fields } = await salesforce.describe(object);
      return [object, new Map(fields.map(({ name, type }) => [name, type]))] as const;
    }),
  );
  const types = new Map<string, ReadonlyMap<string, string>>(described);
  return (source) => {
    const start = split(source);
    const end = start && endOf(start.object, start.path);
    if (end === null) return null;
    const type = types.get(end.object)?.get(end.field);
    return type === undefined ? 'missing' : { type };
  };
}
