import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type FieldNode, Kind, type ObjectValueNode, parse, type SelectionSetNode } from 'graphql';
import { PACKAGE } from './metadata-file.ts';
import type { PackageModel } from './package-model.ts';

const LOGIC = new Set(['and', 'or', 'not']);
const NO_FIELDS = new Set(['Id', 'ApiName', 'WeakEtag', '__typename']);

/** `Object.Field` that something names; `Object` alone for the object itself. */
export type Named = readonly [object: string, field: string | null];

const fieldsOf = (set: SelectionSetNode | undefined): FieldNode[] =>
  (set?.selections ?? []).flatMap((one) =>
    one.kind === Kind.FIELD
      ? [one]
      : one.kind === Kind.INLINE_FRAGMENT
        ? fieldsOf(one.selectionSet)
        : [],
  );

function inConditions(model: PackageModel, object: string, value: ObjectValueNode): Named[] {
  return value.fields.flatMap(({ name, value: inner }): Named[] => {
    const objects = [inner.kind === Kind.LIST ? [...inner.values] : [inner]]
      .flat()
      .filter((one): one is ObjectValueNode => one.kind === Kind.OBJECT);
    if (LOGIC.has(name.value)) return objects.flatMap((one) => inConditions(model, object, one));
    const parent = model.parent(object, name.value);
    if (parent !== null && !model.hasField(object, name.value))
      return objects.flatMap((one) => inConditions(model, parent, one));
    return [[object, name.value]];
  });
}

/** Fields, parents and children that a record node selects. */
function inNode(model: PackageModel, object: string, node: FieldNode): Named[] {
  return fieldsOf(node.selectionSet).flatMap((field): Named[] => {
    const name = field.name.value;
    if (NO_FIELDS.has(name) || name === 'aggregate')
      return name === 'aggregate' ? inNode(model, object, field) : [];
    if (fieldsOf(field.selectionSet).some((inner) => inner.name.value === 'edges'))
      return inConnection(model, childOf(model, object, name) ?? `children ${name}`, field);
    const parent = name === 'Owner' ? 'User' : model.parent(object, name);
    if (parent !== null && !model.hasField(object, name)) return inNode(model, parent, field);
    return [[object, name]];
  });
}

function childOf(model: PackageModel, object: string, relationship: string): string | null {
  const name = relationship.replace(/__r$/, '');
  const isIt = (field: PackageModel['fields'][number]): boolean =>
    field.file.root.children.some(
      ({ name: n, text }) => n === 'relationshipName' && text === name,
    ) &&
    field.file.root.children.some(({ name: n, text }) => n === 'referenceTo' && text === object);
  return model.fields.find(isIt)?.object ?? (relationship === 'OrderItems' ? 'OrderItem' : null);
}

function inConnection(model: PackageModel, object: string, connection: FieldNode): Named[] {
  const conditions = (connection.arguments ?? []).flatMap(({ value }) =>
    value.kind === Kind.OBJECT ? inConditions(model, object, value) : [],
  );
  const nodes = fieldsOf(connection.selectionSet)
    .filter(({ name }) => name.value === 'edges')
    .flatMap(({ selectionSet }) => fieldsOf(selectionSet))
    .filter(({ name }) => name.value === 'node');
  return [[object, null], ...conditions, ...nodes.flatMap((node) => inNode(model, object, node))];
}

/** Everything that the query names. */
export function namesInQuery(model: PackageModel, query: string): Named[] {
  const roots = parse(query).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? fieldsOf(definition.selectionSet) : [],
  );
  const sections = roots.flatMap(({ selectionSet }) => fieldsOf(selectionSet));
  return sections
    .flatMap(({ selectionSet }) => fieldsOf(selectionSet))
    .flatMap((connection) => inConnection(model, connection.name.value, connection));
}

/** What the source of a component names, in its queries and its imports of the schema. */
export function namesInSource(model: PackageModel, source: string): Named[] {
  const queries = [...source.matchAll(/gql`([^`]*)`/g)].flatMap(([, query = '']) =>
    namesInQuery(model, query),
  );
  const imports = [...source.matchAll(/@salesforce\/schema\/(\w+)(?:\.(\w+))?/g)].map(
    ([, object = '', field]): Named => [object, field ?? null],
  );
  return [...queries, ...imports];
}

/** The components' sources with what each of them names. */
export function namesOfComponents(model: PackageModel): { file: string; names: Named[] }[] {
  return globSync('lwc/*/*.ts', { cwd: PACKAGE })
    .sort()
    .map((file) => ({
      file,
      names: namesInSource(model, readFileSync(path.join(PACKAGE, file), 'utf8')),
    }));
}

export function unknownNames(model: PackageModel, names: readonly Named[]): string[] {
  return names
    .filter(([object, field]) =>
      field === null ? !model.hasObject(object) : !model.hasField(object, field),
    )
    .map(([object, field]) => (field === null ? object : `${object}.${field}`));
}
