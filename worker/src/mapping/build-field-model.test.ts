import { describe, expect, it } from 'vitest';
import { mappingRowSchema, type MappingRow } from '../wire/mapping-row.ts';
import { buildFieldModel } from './build-field-model.ts';
import { toLinnworksWord, toSalesforceWord } from './field-model.ts';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Order: ['Id', 'Type', 'Gift__c'],
  OrderItem: ['Id', 'Engraving__c'],
  Account: ['Name', 'Vat__c'],
  Contact: ['Name'],
  Product2: ['Name', 'Weight__c'],
  Depot__c: ['Code__c'],
  Country__c: ['Name'],
};
const LOOKUPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Order: { Depot__r: 'Depot__c' },
  Depot__c: { Country__r: 'Country__c' },
};
const known = Object.assign((object: string): ReadonlySet<string> => new Set(FIELDS[object]), {
  lookups: (object: string) => new Map(Object.entries(LOOKUPS[object] ?? {})),
});
const names = {
  locations: new Set(['default', 'leeds']),
  services: new Set(['dpd next day']),
  paymentMethods: new Set(['credit card']),
};

let next = 0;
function row(values: Partial<MappingRow>): MappingRow {
  next += 1;
  const Id = `a0X00000000000${next}AAA`;
  return mappingRowSchema.parse({ Id, Name: `M-${next}`, Is_Required__c: false, ...values });
}

/** What the model says is wrong with a row, or null. */
function faultOf(values: Partial<MappingRow>, ...others: readonly MappingRow[]): string | null {
  const one = row(values);
  return buildFieldModel([one, ...others], known, names).problems.get(one.Id) ?? null;
}

const FIELD = { Kind__c: 'Field', Source_Object__c: 'Order', Source__c: 'Gift__c' } as const;
const SHIPPING = { Kind__c: 'Shipping Method', Source__c: 'Express' } as const;

describe('a good row', () => {
  it.each<[string, Partial<MappingRow>]>([
    ['a field', { ...FIELD, Target__c: 'SecondaryReferenceNumber' }],
    ['a path', { ...FIELD, Source__c: 'Account.Parent.Vat__c', Target__c: 'BuyerTaxNumber' }],
    ['a property', { ...FIELD, Target__c: 'ExtendedProperties.Gift message' }],
    [
      'an option',
      {
        ...FIELD,
        Source_Object__c: 'OrderItem',
        Source__c: 'Engraving__c',
        Target__c: 'Options.E',
      },
    ],
    [
      'several sources',
      { ...FIELD, Source__c: 'Type, Gift__c', Conversion__c: 'First Non Blank', Target__c: 'Note' },
    ],
    ['a default alone', { ...FIELD, Source__c: '', Default__c: 'x', Target__c: 'Note' }],
    ['an address part', { ...FIELD, Target__c: 'DeliveryAddress.Company' }],
    ['a shipping row', { ...SHIPPING, Target__c: 'DPD Next Day', When_Country__c: 'de, XK' }],
    ['a location row', { Kind__c: 'Location', Source__c: '*', Target__c: 'Leeds' }],
    ['a tax row', { Kind__c: 'Tax', Source__c: 'reduced', Target__c: '5 %' }],
    ['a state', { Kind__c: 'Order State', Source__c: 'Gone', Target__c: 'shipped' }],
  ])('%s', (_, values) => {
    expect(faultOf(values)).toBeNull();
  });
});

describe('a wrong row says what is wrong', () => {
  it.each<[Partial<MappingRow>, RegExp]>([
    [{ ...FIELD, Target__c: 'Nothing' }, /"Nothing" is not a Linnworks field/],
    [{ ...FIELD, Target__c: 'ReferenceNumber' }, /"ReferenceNumber" is not a Linnworks field/],
    [{ ...FIELD, Target__c: 'ExtendedProperties.SF_OrderId' }, /SF_OrderId/],
    [{ ...FIELD, Target__c: 'ExtendedProperties.' }, /is not a Linnworks field/],
    [{ ...FIELD, Source__c: 'Giftt__c', Target__c: 'Note' }, /Order has no field "Giftt__c"/],
    [{ ...FIELD, Source__c: 'Owner.Name', Target__c: 'Note' }, /no field "Owner.Name"/],
    [{ ...FIELD, Source__c: '', Target__c: 'Note' }, /neither a source nor a default/],
    [{ ...FIELD, Conversion__c: 'Magic', Target__c: 'Note' }, /"Magic" is not a conversion/],
    [
      { ...FIELD, Default__c: 'many', Target__c: 'PostalServiceCost' },
      /default "many" is not a money/,
    ],
    [
      { ...FIELD, Source_Object__c: 'Product2', Source__c: 'Weight__c', Target__c: 'Note' },
      /belongs to the whole order/,
    ],
    [{ ...SHIPPING, Target__c: 'Pigeon' }, /no postal service "Pigeon"/],
    [{ ...SHIPPING, Target__c: '' }, /has no target/],
    [{ ...SHIPPING, Target__c: 'DPD Next Day', When_Country__c: 'Germany' }, /"GERMANY" is not/],
    [
      { ...SHIPPING, Target__c: 'DPD Next Day', When_Min_Value__c: 9, When_Max_Value__c: 1 },
      /smallest value is more/,
    ],
    [{ ...SHIPPING, Target__c: 'DPD Next Day', When_Max_Weight__c: 2 }, /WeightKg/],
    [{ Kind__c: 'Location', Source__c: '', Target__c: 'Mars' }, /no location "Mars"/],
    [{ Kind__c: 'Tax', Source__c: 'x', Target__c: 'much' }, /"much" is not a percentage/],
    [{ Kind__c: 'Order State', Source__c: 'Gone', Target__c: 'Away' }, /"Away" is not/],
    [{ Kind__c: 'Return Reason', Source__c: '', Target__c: 'Broken' }, /no source/],
  ])('%o', (values, sentence) => {
    expect(faultOf(values)).toMatch(sentence);
    expect(faultOf(values)).toMatch(/\.$/);
  });

  it('takes a weight as soon as a field row gives one', () => {
    const weight = row({
      ...FIELD,
      Source_Object__c: 'Product2',
      Source__c: 'Weight__c',
      Target__c: 'WeightKg',
    });
    const limited = { ...SHIPPING, Target__c: 'DPD Next Day', When_Max_Weight__c: 2 };
    expect(faultOf(limited, weight)).toBeNull();
  });
});

describe('words', () => {
  it('are found in both directions, letter case aside', () => {
    const rows = [row({ Kind__c: 'Return Reason', Source__c: 'Torn', Target__c: 'Damaged' })];
    const { model } = buildFieldModel(rows, known, names);
    expect(toLinnworksWord(model, 'Return Reason', 'torn')).toBe('Damaged');
    expect(toSalesforceWord(model, 'Return Reason', 'DAMAGED')).toBe('Torn');
    expect(toSalesforceWord(model, 'Order State', 'Damaged')).toBeNull();
  });
});

describe('paths along lookups of the merchant', () => {
  it.each([
    ['Depot__r.Code__c', null],
    ['Depot__r.Country__r.Name', null],
    ['Depot__r.Colour__c', /no field "Depot__r\.Colour__c"/],
    ['Shed__r.Code__c', /no field "Shed__r\.Code__c"/],
  ])('%s', (Source__c, fault) => {
    const found = faultOf({ ...FIELD, Source__c, Target__c: 'Note' });
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatch(fault);
  });
});

describe('payment rows', () => {
  it.each([
    ['Credit card', null],
    ['Paid', null],
    ['Shells', 'Linnworks has no payment method "Shells".'],
  ])('to %s', (Target__c, fault) => {
    expect(faultOf({ Kind__c: 'Payment', Source__c: 'CC', Target__c })).toBe(fault);
  });
});
