/** One field as GraphQL gives it. */
export interface Value {
  readonly value: unknown;
  readonly displayValue?: string | null;
}
/** A record; its fields have aliases, because only those keep their names in a namespaced package. */
export type Node = Readonly<Record<string, Value | null>> & { readonly Id: string };

export interface Connection<T = Node> {
  readonly totalCount?: number;
  readonly edges: readonly { readonly node: T }[];
  readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
/** A group of an aggregate: fields with their value, or with what was computed over the group. */
export interface Group {
  readonly aggregate: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
}

type Field = Value | null | undefined;

export const text = (field: Field): string => (typeof field?.value === 'string' ? field.value : '');
export const maybe = (field: Field): string | null => text(field) || null;
export const count = (field: Field): number => Number(field?.value ?? 0);
export const flag = (field: Field): boolean => field?.value === true;

/** The records of a connection; none where the reply lacks it, which happens to a part that may not be read. */
export function nodesOf<T = Node>(connection: Connection<T> | null | undefined): T[] {
  return (connection?.edges ?? []).map(({ node }) => node);
}

/** A field of a parent record, e.g. the number of the order that an error is about. */
export function parentText(node: Node, parent: string, field: string): string {
  const record = node[parent] as Readonly<Record<string, Value>> | null | undefined;
  return text(record?.[field]);
}

/** A list that a text field holds as JSON; empty where it is cut off or of another version. */
export function listOf<T>(json: string | null): readonly T[] {
  try {
    const list: unknown = JSON.parse(json || '[]');
    return Array.isArray(list) ? (list as T[]) : [];
  } catch {
    return [];
  }
}

/** What an aggregate holds for a field under the name of a function, e.g. the `count` of `Id`. */
export const computed = ({ aggregate }: Group, field: string, name: string): Value | undefined =>
  aggregate[field]?.[name] as Value | undefined;
/** The value of a field that was grouped by. */
export const groupText = ({ aggregate }: Group, field: string): string =>
  text(aggregate[field] as Value | undefined);
