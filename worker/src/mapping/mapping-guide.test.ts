import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { mappingRowSchema, type MappingRow } from '../wire/mapping-row.ts';
import { buildFieldModel } from './build-field-model.ts';
import { customerOf } from './customer.ts';
import type { RuleKind } from './field-model.ts';
import { toLinePrice } from './price.ts';
import type { KnownFields } from './source-paths.ts';
import { pick, type RuleFacts } from './value-rules.ts';

const GUIDE = path.resolve(import.meta.dirname, '../../../.github/MAPPING.md');
/** Headings of the guide are labels of the fields. */
const FIELDS: Readonly<Record<string, keyof MappingRow>> = {
  Kind: 'Kind__c',
  'Source object': 'Source_Object__c',
  Source: 'Source__c',
  Target: 'Target__c',
  Conversion: 'Conversion__c',
  Default: 'Default__c',
  Priority: 'Priority__c',
  Countries: 'When_Country__c',
  'Order value from': 'When_Min_Value__c',
  'Weight from (kg)': 'When_Min_Weight__c',
  'Weight up to (kg)': 'When_Max_Weight__c',
};
const NUMBERS = /^(Priority|When_(Min|Max)_\w+)__c$/;

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''));

/** Every table that begins with the column Kind. */
function rowsOfGuide(): MappingRow[] {
  const tables = readFileSync(GUIDE, 'utf8')
    .split('\n\n')
    .filter((part) => /^\| Kind/.test(part));
  return tables.flatMap((table) => {
    const [head = '', , ...lines] = table.trim().split('\n');
    const names = cellsOf(head).map((label) => FIELDS[label] ?? label);
    return lines.map((line, index) => {
      const values = cellsOf(line).map((cell, at): [string, string | number | null] => {
        const name = names[at] ?? '';
        if (!NUMBERS.test(name)) return [name, cell];
        return [name, cell === '' ? null : Number(cell)];
      });
      const Id = `${line}${index}`;
      const row = { Id, Name: line, Is_Required__c: false, ...Object.fromEntries(values) };
      return mappingRowSchema.parse(row);
    });
  });
}

const rows = rowsOfGuide();
const named = (kind: string): ReadonlySet<string> =>
  new Set(rows.filter((row) => row.Kind__c === kind).map((row) => row.Target__c.toLowerCase()));
/** An org that has every field that the guide names. */
const fields = new Set(
  rows.flatMap((row) => row.Source__c.split(',').map((one) => one.split('.').at(-1) ?? '')),
);
const known: KnownFields = () => fields;
const { model, problems } = buildFieldModel(rows, known, {
  services: named('Shipping Method'),
  locations: named('Location'),
});

function goesTo(kind: RuleKind, facts: Partial<RuleFacts>): string | null {
  const all = { word: '', country: 'GB', value: 20, weightKg: null, ...facts };
  const picked = pick(model.rules[kind], all);
  return picked !== null && 'target' in picked ? picked.target : null;
}

describe('the mapping guide', () => {
  it('shows rows of every kind but locations, which work like services', () => {
    expect([...new Set(rows.map((row) => row.Kind__c))].toSorted()).toEqual([
      'Field',
      'Order State',
      'Payment',
      'Return Reason',
      'Shipping Method',
      'Tax',
      'Title',
    ]);
    expect([...problems.values()].filter((problem) => problem !== null)).toEqual([]);
    expect(problems.size).toBe(rows.length);
  });

  it.each<[Partial<RuleFacts>, string | null]>([
    [{ word: 'Express' }, 'DPD Next Day'],
    [{ word: 'Express', country: 'FR' }, 'UPS Standard'],
    [{ value: 250, weightKg: 1.5 }, 'DPD Next Day'],
    [{ weightKg: 1.5 }, 'Royal Mail 24'],
    [{ weightKg: 30 }, 'UPS Standard'],
    [{ word: 'Royal Mail 24' }, null],
  ])('says rightly by which service %j goes', (facts, service) => {
    expect(goesTo('Shipping Method', facts)).toBe(service);
  });

  it.each([
    ['GB', '5'],
    ['DE', '7'],
    ['CH', '0'],
    ['FR', null],
  ])('says rightly what a reduced line to %s is taxed', (country, rate) => {
    expect(goesTo('Tax', { word: 'Reduced', country })).toBe(rate);
  });

  it('says rightly how discounts are sent', () => {
    expect(toLinePrice(90, 100, undefined)).toEqual({ pricePerUnit: 100, lineDiscount: 10 });
    expect(toLinePrice(19.99, 30, undefined)).toEqual({ pricePerUnit: 19.99, lineDiscount: 0 });
    expect(toLinePrice(100, undefined, 15)).toEqual({ pricePerUnit: 100, lineDiscount: 15 });
  });

  it('says rightly who is one buyer', () => {
    const keyOf = (number: string, numbers: readonly string[]) => {
      const BillToContact = { Name: 'Ann', Email: 'Ann@Shop.example' };
      const source = { Order: { Account: { Number__c: number }, BillToContact } };
      const { customer, problems: found } = customerOf(
        source,
        'Number__c',
        new Map([['ann@shop.example', new Set(numbers)]]),
      );
      return found[0]?.code ?? customer.Key;
    };
    expect(keyOf('C-77', [])).toBe('number:C-77');
    expect(keyOf('', [])).toBe('mail:ann@shop.example');
    expect(keyOf('', ['C-77'])).toBe('number:C-77');
    expect(keyOf('', ['C-77', 'C-78'])).toBe('CUSTOMER_CONFLICT');
  });
});
