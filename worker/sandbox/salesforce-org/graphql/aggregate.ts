import type { FieldSchema, ObjectSchema, Row } from '../ports.ts';
import { readableField, type Reader } from '../ui-api/reader.ts';
import { checkConnection, nodeSelection, shapeConnection } from './connection-shape.ts';
import { checkValueSelection, fieldValue } from './field-value.ts';
import { fieldUndefined, validationFault } from './graphql-fault.ts';
import { orderTerms, pageOf } from './paging.ts';
import type { Selected } from './selection.ts';
import { whereClause } from './where.ts';

const FUNCTIONS: Record<string, string> = {
  avg: 'AVG',
  count: 'COUNT',
  countDistinct: 'COUNT_DISTINCT',
  max: 'MAX',
  min: 'MIN',
  sum: 'SUM',
};
const ARGUMENTS = new Set(['first', 'after', 'where', 'groupBy', 'orderBy', 'upperBound']);

/** One field of `aggregate { … }`: the group's own value, and functions over it. */
interface Aggregated {
  readonly field: FieldSchema;
  readonly key: string;
  readonly own: readonly Selected[];
  readonly functions: readonly Computed[];
}

/** `result` is the field with the type of the function's result. */
interface Computed {
  readonly key: string;
  readonly column: string;
  readonly alias: string;
  readonly result: FieldSchema;
  readonly selection: readonly Selected[];
}

type Path = readonly string[];

function fieldOf(reader: Reader, object: ObjectSchema, name: string, path: Path): FieldSchema {
  const field = readableField(reader, object, name);
  if (!field) throw fieldUndefined(`${object.name}Aggregate`, name, path);
  return field;
}

/** `{ Status__c: { group: true } }`; date functions, ROLLUP and CUBE are refused. */
function groupsOf(
  reader: Reader,
  object: ObjectSchema,
  groupBy: unknown,
  path: Path,
): FieldSchema[] {
  return Object.entries((groupBy ?? {}) as Row).map(([name, value]) => {
    const { group } = (value ?? {}) as { group?: unknown };
    if (group === true) return fieldOf(reader, object, name, path);
    throw validationFault(
      'WrongType',
      path,
      `groupBy of ${name} is only modelled as { group: true }`,
    );
  });
}

/** A count is a whole number; a sum or an extreme has the field's own type. */
function resultOf(field: FieldSchema, name: string): FieldSchema {
  const isCount = name === 'count' || name === 'countDistinct';
  return { ...field, type: isCount ? 'int' : name === 'avg' ? 'double' : field.type };
}

function aggregatedOf(
  field: FieldSchema,
  selected: Selected,
  isGroup: boolean,
  index: number,
  path: Path,
): Aggregated {
  const inside = [...path, selected.name];
  const own = selected.fields.filter(({ name }) => FUNCTIONS[name] === undefined);
  if (own.length > 0 && !isGroup) {
    const what = `'${own[0]?.name}' needs ${field.name} in groupBy`;
    throw validationFault('InvalidAggregate', inside, what);
  }
  checkValueSelection(field, own, inside);
  const functions = selected.fields.flatMap(({ name, alias, fields }, position): Computed[] => {
    const soqlName = FUNCTIONS[name];
    if (soqlName === undefined) return [];
    const result = resultOf(field, name);
    checkValueSelection(result, fields, [...inside, name]);
    const column = `agg${index}_${position}`;
    return [
      {
        key: alias ?? name,
        column: `${soqlName}(${field.name}) ${column}`,
        alias: column,
        result,
        selection: fields,
      },
    ];
  });
  return { field, key: selected.alias ?? field.name, own, functions };
}

function shapeGroup(aggregated: readonly Aggregated[], row: Row): Row {
  const entries = aggregated.map(({ field, key, own, functions }): [string, unknown] => {
    const computed = functions.map((f): [string, unknown] => [
      f.key,
      fieldValue(f.result, row[f.alias], f.selection),
    ]);
    return [key, { ...fieldValue(field, row[field.name], own), ...Object.fromEntries(computed) }];
  });
  return Object.fromEntries(entries);
}

function soqlFor(
  reader: Reader,
  object: ObjectSchema,
  { args }: Selected,
  groups: readonly FieldSchema[],
  aggregated: readonly Aggregated[],
  path: Path,
): string {
  const names = groups.map(({ name }) => name);
  const columns = [
    ...names,
    ...aggregated.flatMap(({ functions }) => functions.map(({ column }) => column)),
  ];
  const clause = whereClause(reader, object, args['where'], '', path);
  const ordered = orderTerms(reader, object, args['orderBy'], '', path);
  const order = (ordered.length > 0 ? ordered : names).join(', ');
  const grouped = names.length === 0 ? '' : ` GROUP BY ${names.join(', ')} ORDER BY ${order}`;
  const filter = clause === '' ? '' : ` WHERE ${clause}`;
  return `SELECT ${columns.join(', ') || 'COUNT(Id) agg'} FROM ${object.name}${filter}${grouped}`;
}

/**
 * `uiapi { aggregate { Obj(groupBy, where, orderBy, first) { edges { node { aggregate { … } } } } } }`.
 * @throws GraphqlFault for names the user cannot read and for a value that is not grouped by.
 */
export function readAggregate(
  reader: Reader,
  object: ObjectSchema,
  selected: Selected,
  path: Path,
): Row {
  checkConnection(selected, ARGUMENTS, path);
  const page = pageOf(selected.args, path);
  const groups = groupsOf(reader, object, selected.args['groupBy'], path);
  const results = nodeSelection(selected);
  const wrong = results.find(({ name }) => name !== 'aggregate');
  if (wrong) throw fieldUndefined(`${object.name}Result`, wrong.name, path);
  const aggregated = results.map(({ fields }, outer) =>
    fields.map((inner, index) => {
      const field = fieldOf(reader, object, inner.name, path);
      return aggregatedOf(field, inner, groups.includes(field), outer * 100 + index, path);
    }),
  );
  const soql = soqlFor(reader, object, selected, groups, aggregated.flat(), path);
  const found = reader.core.query(reader.session, soql).records;
  const last = page.start + page.first;
  const nodes = found
    .slice(page.start, last)
    .map((row) =>
      Object.fromEntries(
        results.map(({ alias, name }, index) => [
          alias ?? name,
          shapeGroup(aggregated[index] ?? [], row),
        ]),
      ),
    );
  const slice = { page, hasNext: found.length > last, total: () => found.length };
  return shapeConnection(selected, slice, nodes);
}
