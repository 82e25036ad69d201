import type { Problem } from '../domain/problem.ts';
import { problem } from './field-row.ts';

/** A mapping row that turns a word, under its conditions, into what Linnworks is told. */
export interface ValueRule {
  readonly rowId: string;
  readonly name: string;
  /** In lower case. Empty: orders that say nothing; `*`: every order. */
  readonly word: string;
  readonly target: string;
  /** Smaller first. */
  readonly priority: number;
  /** ISO codes; empty: all. */
  readonly countries: ReadonlySet<string>;
  readonly value: Range;
  readonly weightKg: Range;
  /** What is wrong with the row; an order that needs it becomes an error. */
  readonly wrong: string | null;
}

/** Both ends belong to it; null: no limit. */
export interface Range {
  readonly least: number | null;
  readonly most: number | null;
}

/** What a rule looks at. */
export interface RuleFacts {
  readonly word: string;
  /** ISO code of the delivery address. */
  readonly country: string;
  /** Goods at the prices they were sold for, in the currency of the order. */
  readonly value: number;
  /** null: no line says what it weighs. */
  readonly weightKg: number | null;
}

function isWithin(range: Range, value: number | null): boolean {
  if (range.least === null && range.most === null) return true;
  if (value === null) return false;
  return (range.least ?? -Infinity) <= value && value <= (range.most ?? Infinity);
}

function fits(rule: ValueRule, facts: RuleFacts): boolean {
  return (
    (rule.word === '*' || rule.word === facts.word.trim().toLowerCase()) &&
    (rule.countries.size === 0 || rule.countries.has(facts.country)) &&
    isWithin(rule.value, facts.value) &&
    isWithin(rule.weightKg, facts.weightKg)
  );
}

/** Rules in the order in which they are tried: by priority, those for countries before those for all, a word before `*`, then by name. */
export function inOrder(rules: readonly ValueRule[]): ValueRule[] {
  const isAny = ({ word }: ValueRule): number => (word === '*' ? 1 : 0);
  const isWide = ({ countries }: ValueRule): number => (countries.size === 0 ? 1 : 0);
  return [...rules].sort(
    (a, b) =>
      a.priority - b.priority ||
      isWide(a) - isWide(b) ||
      isAny(a) - isAny(b) ||
      a.name.localeCompare(b.name, 'en') ||
      a.rowId.localeCompare(b.rowId, 'en'),
  );
}

export type Picked =
  { readonly target: string; readonly name: string } | { readonly problem: Problem } | null;

/** The first rule that fits; a wrong one is a problem that names the row, not a reason to take the next. */
export function pick(rules: readonly ValueRule[], facts: RuleFacts): Picked {
  const rule = rules.find((one) => fits(one, facts));
  if (rule === undefined) return null;
  if (rule.wrong === null) return { target: rule.target, name: rule.name };
  return { problem: wrongRow(rule.rowId, rule.name, rule.wrong) };
}

export function wrongRow(rowId: string, name: string, why: string): Problem {
  const message = `The mapping row "${name}" is wrong: ${why}`;
  return problem(
    `Linnworks_Mapping__c.${name}`,
    'MAPPING_ROW_INVALID',
    message,
    `MAPPING_ROW_INVALID|${rowId}`,
  );
}
