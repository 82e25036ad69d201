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

interface Condition {
  readonly name: 'Word' | 'Country' | 'Value' | 'Weight';
  readonly fits: (rule: ValueRule, facts: RuleFacts) => boolean;
  /** For people: what the rule asks for, and what the order says. Empty: nothing. */
  readonly asked: (rule: ValueRule) => string;
  readonly found: (facts: RuleFacts) => string;
}

const span = ({ least, most }: Range, unit: string): string => {
  if (least !== null && most !== null) return `${least} to ${most}${unit}`;
  if (least !== null) return `${least}${unit} or more`;
  return most === null ? '' : `${most}${unit} or less`;
};

/** All of them must hold for a rule to fit; the same list decides and explains. */
const CONDITIONS: readonly Condition[] = [
  {
    name: 'Word',
    fits: ({ word }, facts) => word === '*' || word === facts.word.trim().toLowerCase(),
    asked: ({ word }) => (word === '*' ? 'anything' : word),
    found: ({ word }) => word.trim(),
  },
  {
    name: 'Country',
    fits: ({ countries }, { country }) => countries.size === 0 || countries.has(country),
    asked: ({ countries }) => [...countries].join(', '),
    found: ({ country }) => country,
  },
  {
    name: 'Value',
    fits: (rule, { value }) => isWithin(rule.value, value),
    asked: (rule) => span(rule.value, ''),
    found: ({ value }) => String(Math.round(value * 100) / 100),
  },
  {
    name: 'Weight',
    fits: (rule, { weightKg }) => isWithin(rule.weightKg, weightKg),
    asked: (rule) => span(rule.weightKg, ' kg'),
    found: ({ weightKg }) => (weightKg === null ? '' : `${weightKg} kg`),
  },
];

const fits = (rule: ValueRule, facts: RuleFacts): boolean =>
  CONDITIONS.every((condition) => condition.fits(rule, facts));

/** One condition of a rule held against an order. */
export interface TestedCondition {
  readonly name: Condition['name'];
  readonly asked: string;
  readonly found: string;
  readonly fits: boolean;
}

/** Why a rule fits or does not: every condition with what was asked and what was found. */
export function testRule(rule: ValueRule, facts: RuleFacts): TestedCondition[] {
  return CONDITIONS.map((condition) => ({
    name: condition.name,
    asked: condition.asked(rule),
    found: condition.found(facts),
    fits: condition.fits(rule, facts),
  }));
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
