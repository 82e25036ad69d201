import { NO_OVERRIDES, type FieldRow, type Overrides } from './field-row.ts';
import type { ValueRule } from './value-rules.ts';

export const RULE_KINDS = ['Shipping Method', 'Location', 'Payment', 'Tax', 'Title'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];
export const WORD_KINDS = ['Order State', 'Return Reason'] as const;
export type WordKind = (typeof WORD_KINDS)[number];

/** One word on both sides. */
export interface WordPair {
  readonly salesforce: string;
  readonly linnworks: string;
}

/** A required field row that is wrong: no order can be sent as the admin wants it. */
export interface BrokenRow {
  readonly rowId: string;
  readonly name: string;
  readonly why: string;
}

/** What the admin's mapping rows add to the tables, checked against both systems. */
export interface FieldModel {
  readonly overrides: Overrides;
  /** Extended properties and line options that only the admin's rows know. */
  readonly properties: readonly FieldRow[];
  readonly options: readonly FieldRow[];
  readonly rules: Readonly<Record<RuleKind, readonly ValueRule[]>>;
  readonly words: Readonly<Record<WordKind, readonly WordPair[]>>;
  readonly broken: readonly BrokenRow[];
}

export const EMPTY_FIELD_MODEL: FieldModel = {
  overrides: NO_OVERRIDES,
  properties: [],
  options: [],
  rules: { 'Shipping Method': [], Location: [], Payment: [], Tax: [], Title: [] },
  words: { 'Order State': [], 'Return Reason': [] },
  broken: [],
};

const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * The Salesforce word for a Linnworks one, letter case aside; null when no mapping row translates it. For states,
 * `linnworksWord` is an `OrderState`.
 */
export function toSalesforceWord(
  model: FieldModel,
  kind: WordKind,
  linnworksWord: string,
): string | null {
  const found = model.words[kind].find(({ linnworks }) => isSame(linnworks, linnworksWord));
  return found?.salesforce ?? null;
}

/** The Linnworks word for a Salesforce one, letter case aside; null when no mapping row translates it. */
export function toLinnworksWord(
  model: FieldModel,
  kind: WordKind,
  salesforceWord: string,
): string | null {
  const found = model.words[kind].find(({ salesforce }) => isSame(salesforce, salesforceWord));
  return found?.linnworks ?? null;
}
