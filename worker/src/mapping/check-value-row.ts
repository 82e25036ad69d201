import { ORDER_STATES } from '../domain/order-state.ts';
import type { MappingRow } from '../wire/mapping-row.ts';
import { findCountry } from './country.ts';
import type { RuleKind, WordKind } from './field-model.ts';
import type { ValueRule } from './value-rules.ts';

/** What exists on the Linnworks side, in lower case. */
export interface LinnworksNames {
  readonly locations: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  /** null or left out: not known, and nothing is held against them. */
  readonly paymentMethods?: ReadonlySet<string> | null;
}

function checkTarget(kind: RuleKind, target: string, names: LinnworksNames): string | null {
  if (target === '') return 'It has no target.';
  switch (kind) {
    case 'Shipping Method':
      return names.services.has(target.toLowerCase())
        ? null
        : `Linnworks has no postal service "${target}".`;
    case 'Location':
      return names.locations.has(target.toLowerCase())
        ? null
        : `Linnworks has no location "${target}".`;
    case 'Tax': {
      const rate = Number(target.replace(/%\s*$/, ''));
      return rate >= 0 && rate <= 100 ? null : `"${target}" is not a percentage from 0 to 100.`;
    }
    case 'Payment':
      return ['paid', 'unpaid'].includes(target.toLowerCase()) ||
        names.paymentMethods?.has(target.toLowerCase()) !== false
        ? null
        : `Linnworks has no payment method "${target}".`;
    case 'Title':
      return null;
  }
}

const codesOf = (countries: string): string[] =>
  countries
    .split(',')
    .map((code) => code.trim().toUpperCase())
    .filter((code) => code !== '');

function checkConditions(row: MappingRow, hasWeights: boolean): string | null {
  const unknown = codesOf(row.When_Country__c).find(
    (code) => code.length !== 2 || findCountry(code)?.code !== code,
  );
  if (unknown !== undefined) return `"${unknown}" is not the ISO code of a country.`;
  const ranges = [
    ['value', row.When_Min_Value__c, row.When_Max_Value__c],
    ['weight', row.When_Min_Weight__c, row.When_Max_Weight__c],
  ] as const;
  for (const [name, least, most] of ranges)
    if (least !== null && most !== null && least > most)
      return `Its smallest ${name} is more than its largest.`;
  const [, [, least, most]] = ranges;
  if (!hasWeights && (least !== null || most !== null))
    return 'It asks for a weight, but no field row gives the target WeightKg.';
  return null;
}

/** A row of a value map; what is wrong with it goes with it, so that only orders that need it stop. */
export function toRule(
  kind: RuleKind,
  row: MappingRow,
  names: LinnworksNames,
  hasWeights: boolean,
): ValueRule {
  return {
    rowId: row.Id,
    name: row.Name,
    word: row.Source__c.toLowerCase(),
    target: kind === 'Tax' ? row.Target__c.replace(/\s*%\s*$/, '') : row.Target__c,
    priority: row.Priority__c ?? Number.MAX_SAFE_INTEGER,
    countries: new Set(codesOf(row.When_Country__c)),
    value: { least: row.When_Min_Value__c, most: row.When_Max_Value__c },
    weightKg: { least: row.When_Min_Weight__c, most: row.When_Max_Weight__c },
    wrong: checkTarget(kind, row.Target__c, names) ?? checkConditions(row, hasWeights),
  };
}

/** What is wrong with a row that pairs a Salesforce word with a Linnworks one. */
export function checkWords(kind: WordKind, row: MappingRow): string | null {
  if (row.Source__c === '') return 'It has no source: the word on the Salesforce side.';
  if (row.Target__c === '') return 'It has no target: the word on the Linnworks side.';
  const states = Object.keys(ORDER_STATES);
  const isKnown = states.some((state) => state.toLowerCase() === row.Target__c.toLowerCase());
  if (kind === 'Order State' && !isKnown)
    return `"${row.Target__c}" is not a Linnworks state. The states are ${states.join(', ')}.`;
  return null;
}
