import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type MerchantSettings } from '../domain/settings.ts';
import { checkSettings } from './check-settings.ts';
import { whyNotDue } from './trigger.ts';

const settings = (more: Partial<MerchantSettings>): MerchantSettings => ({
  ...DEFAULT_SETTINGS,
  ...more,
});
const due = (order: object, more: Partial<MerchantSettings>): boolean =>
  whyNotDue(order as Record<string, unknown>, settings(more)) === null;

describe('an order is due', () => {
  it('when it is activated', () => {
    expect(due({ StatusCode: 'Activated' }, {})).toBe(true);
    expect(due({ StatusCode: 'Draft' }, {})).toBe(false);
    expect(due({ StatusCode: 'Activated', IsReductionOrder: true }, {})).toBe(false);
    const imported = { StatusCode: 'Activated', Linnworks_Import_Key__c: 'x' };
    expect(due(imported, {})).toBe(false);
  });

  it('when it has the status', () => {
    const byStatus = { trigger: 'Status', triggerValue: 'Ready to ship' } as const;
    expect(due({ Status: 'ready to ship', StatusCode: 'Draft' }, byStatus)).toBe(true);
    expect(due({ Status: 'Draft' }, byStatus)).toBe(false);
  });

  it.each<[string, unknown, boolean]>([
    ['Go__c', true, true],
    ['Go__c', false, false],
    ['Go__c', null, false],
    ['Go__c', 'x', true],
    ['Go__c = true', true, true],
    ["Go__c = 'Yes'", 'yes', true],
    ['Go__c=3', 3, true],
    ['Go__c = Yes', 'No', false],
    ['Go__c = Yes', null, false],
  ])('when %s is %j: %s', (triggerValue, Go__c, expected) => {
    expect(due({ Go__c }, { trigger: 'Field', triggerValue })).toBe(expected);
  });
});

describe('a setting that cannot be worked with', () => {
  const known = (): ReadonlySet<string> => new Set(['StockKeepingUnit', 'Go__c']);

  it.each<[Partial<MerchantSettings>, string]>([
    [{ trigger: 'Status' }, 'Trigger_Value__c'],
    [{ trigger: 'Field', triggerValue: 'Nope__c' }, 'Trigger_Value__c'],
    [{ skuField: 'Nope__c' }, 'Sku_Field__c'],
    [{ customerIdField: 'Nope__c' }, 'Customer_Id_Field__c'],
    [{ defaultTaxRate: 120 }, 'Default_Tax_Rate__c'],
    [{ despatchDays: -1 }, 'Despatch_Days__c'],
  ])('%o is named', (more, field) => {
    const [problem] = checkSettings(settings(more), known);
    expect(problem).toMatchObject({
      path: `Linnworks_Settings__c.${field}`,
      code: 'SETTING_INVALID',
    });
    expect(problem?.message).toMatch(/\.$/);
  });

  it('is none of these', () => {
    const more = { trigger: 'Field', triggerValue: 'Go__c', customerIdField: 'Go__c' } as const;
    expect(checkSettings(settings(more), known)).toEqual([]);
  });
});
