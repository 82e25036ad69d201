import type { FieldType as Selected, Query, Subquery } from '@jetstreamapp/soql-parser-js';
import { parseSoql } from './parse.ts';
import { notModelled } from './soql-error.ts';

interface Column {
  readonly columnName: string;
  readonly displayName: string;
  readonly aggregate: boolean;
  readonly joinColumns: Column[];
}

const column = (name: string, joinColumns: Column[] = [], aggregate = false): Column => ({
  columnName: name,
  displayName: name,
  aggregate,
  joinColumns,
});

/** Puts `Account.Owner.Name` under the columns of its parents, which it shares with others. */
function addPath(columns: Column[], [name = '', ...rest]: readonly string[]): void {
  const known = columns.find(({ columnName }) => columnName === name);
  const here = known ?? column(name);
  if (!known) columns.push(here);
  if (rest.length > 0) addPath(here.joinColumns, rest);
}

function addColumn(columns: Column[], field: Selected, unnamed: () => string): void {
  switch (field.type) {
    case 'Field':
      return addPath(columns, [field.field]);
    case 'FieldRelationship':
      return addPath(columns, [...field.relationships, field.field]);
    case 'FieldSubquery': {
      const { subquery } = field;
      columns.push(column(subquery.relationshipName, columnsOf(subquery), true));
      return;
    }
    case 'FieldFunctionExpression':
      columns.push(column(field.alias ?? unnamed(), [], true));
      return;
    case 'FieldTypeof':
      throw notModelled('TYPEOF');
  }
}

function columnsOf(query: Query | Subquery): Column[] {
  const columns: Column[] = [];
  let unnamed = 0;
  for (const field of query.fields ?? []) addColumn(columns, field, () => `expr${unnamed++}`);
  return columns;
}

/** What `query?columns=true` answers: an undocumented call with which the command line lays out its table. */
export function columnMetadata(soql: string): object {
  const query = parseSoql(soql);
  const idSelected = (query.fields ?? []).some(
    (field) => field.type === 'Field' && field.field.toLowerCase() === 'id',
  );
  return {
    columnMetadata: columnsOf(query),
    entityName: query.sObject,
    groupBy: query.groupBy !== undefined,
    idSelected,
  };
}
