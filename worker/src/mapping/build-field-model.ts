import type { MappingRow } from '../wire/mapping-row.ts';
import { checkFieldRow, type CheckedFieldRow } from './check-field-row.ts';
import { checkWords, toRule, type LinnworksNames } from './check-value-row.ts';
import {
  RULE_KINDS,
  WORD_KINDS,
  type FieldModel,
  type RuleKind,
  type WordKind,
} from './field-model.ts';
import type { FieldRow, Override } from './field-row.ts';
import type { KnownFields } from './source-paths.ts';
import { inOrder, type ValueRule } from './value-rules.ts';

/** The model, and what is wrong with each row: null for a good one. */
export interface BuiltFieldModel {
  readonly model: FieldModel;
  readonly problems: ReadonlyMap<string, string | null>;
}

const ofKind = (rows: readonly MappingRow[], kind: string): MappingRow[] =>
  rows.filter(({ Kind__c }) => Kind__c === kind);

const byPriority = (rows: readonly MappingRow[]): MappingRow[] =>
  [...rows].sort(
    (a, b) =>
      (a.Priority__c ?? Infinity) - (b.Priority__c ?? Infinity) || a.Name.localeCompare(b.Name),
  );

type Checked = readonly (readonly [MappingRow, CheckedFieldRow])[];

function overridesOf(checked: Checked): Map<string, Override[]> {
  const overrides = new Map<string, Override[]>();
  for (const [, row] of checked) {
    if ('wrong' in row) continue;
    const { target } = row.target.row;
    overrides.set(target, [...(overrides.get(target) ?? []), row.override]);
  }
  return overrides;
}

function ownRows(checked: Checked, level: 'order' | 'line'): FieldRow[] {
  const rows = checked.flatMap(([, row]) =>
    'wrong' in row || !row.target.isOwn || row.target.level !== level ? [] : [row.target.row],
  );
  return [...new Map(rows.map((row) => [row.target, row])).values()];
}

function each<K extends string, V>(kinds: readonly K[], of: (kind: K) => V): Record<K, V> {
  return Object.fromEntries(kinds.map((kind) => [kind, of(kind)])) as Record<K, V>;
}

/**
 * Checks the admin's rows against the tables, the org's fields and Linnworks' names. A wrong field row is left out when
 * it is optional and stops orders when it is required; a wrong row of a value map stops the orders that need it.
 */
export function buildFieldModel(
  rows: readonly MappingRow[],
  known: KnownFields,
  names: LinnworksNames,
): BuiltFieldModel {
  const problems = new Map<string, string | null>();
  const checked = byPriority(ofKind(rows, 'Field')).map(
    (row) => [row, checkFieldRow(row, known)] as const,
  );
  for (const [{ Id }, row] of checked) problems.set(Id, 'wrong' in row ? row.wrong : null);
  const overrides = overridesOf(checked);
  const rulesOf = (kind: RuleKind): ValueRule[] => {
    const rules = ofKind(rows, kind).map((row) =>
      toRule(kind, row, names, overrides.has('WeightKg')),
    );
    for (const { rowId, wrong } of rules) problems.set(rowId, wrong);
    return inOrder(rules);
  };
  const wordsOf = (kind: WordKind) =>
    byPriority(ofKind(rows, kind)).flatMap((row) => {
      const wrong = checkWords(kind, row);
      problems.set(row.Id, wrong);
      return wrong === null ? [{ salesforce: row.Source__c, linnworks: row.Target__c }] : [];
    });
  const broken = checked.flatMap(([{ Id, Name, Is_Required__c }, row]) =>
    'wrong' in row && Is_Required__c ? [{ rowId: Id, name: Name, why: row.wrong }] : [],
  );
  const model = {
    overrides,
    properties: ownRows(checked, 'order'),
    options: ownRows(checked, 'line'),
    rules: each(RULE_KINDS, rulesOf),
    words: each(WORD_KINDS, wordsOf),
    broken,
  };
  return { model, problems };
}
