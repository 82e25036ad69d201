import type { Problem } from '../domain/problem.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import { problem } from './field-row.ts';
import { isReadable, type KnownFields, type ReadObject } from './source-paths.ts';
import { readTrigger } from './trigger.ts';

/** A setting that cannot be worked with: every order becomes an error that names it, until it is corrected. */
export function wrongSetting(setting: string, why: string): Problem {
  const path = `Linnworks_Settings__c.${setting}`;
  return problem(path, 'SETTING_INVALID', why, `SETTING_INVALID|${setting}`);
}

function unreadable(label: string, object: ReadObject, field: string): string {
  return `The setting "${label}" names the field "${field}" of ${object}, which does not exist or may not be read by the connector.`;
}

function checkRecordType(wanted: string, known: KnownFields): Problem[] {
  const names = known.recordTypes?.('Order') ?? [];
  if (names.some((name) => name.toLowerCase() === wanted.toLowerCase())) return [];
  const others =
    names.length === 0
      ? 'Orders have no record types in this org.'
      : `Orders have these: ${names.join(', ')}.`;
  const why = `The setting "Trigger Value" names the record type "${wanted}", which no active record type of Order has as its developer name. ${others}`;
  return [wrongSetting('Trigger_Value__c', why)];
}

/** Whether the trigger can be worked with at all. */
export function checkTrigger(
  { trigger, triggerValue }: MerchantSettings,
  known: KnownFields,
): Problem[] {
  if (trigger === 'Activation') return [];
  if (triggerValue === '') {
    const why = `The setting "Trigger Value" is empty, but orders are sent by ${trigger.toLowerCase()}.`;
    return [wrongSetting('Trigger_Value__c', why)];
  }
  if (trigger === 'Record Type') return checkRecordType(triggerValue, known);
  const { field } = readTrigger(triggerValue);
  if (trigger === 'Status' || isReadable('Order', field, known)) return [];
  return [wrongSetting('Trigger_Value__c', unreadable('Trigger Value', 'Order', field))];
}

/**
 * What is wrong with the settings, held against the fields of the org. Location and service are checked where an order
 * needs them, the order filter where it is asked.
 */
export function checkSettings(settings: MerchantSettings, known: KnownFields): Problem[] {
  const { skuField, customerIdField, defaultTaxRate, despatchDays } = settings;
  const problems = checkTrigger(settings, known);
  if (!isReadable('Product2', skuField, known))
    problems.push(wrongSetting('Sku_Field__c', unreadable('SKU Field', 'Product2', skuField)));
  if (customerIdField !== '' && !isReadable('Account', customerIdField, known)) {
    const why = unreadable('Customer ID Field', 'Account', customerIdField);
    problems.push(wrongSetting('Customer_Id_Field__c', why));
  }
  if (defaultTaxRate < 0 || defaultTaxRate > 100) {
    const why = `The setting "Default Tax Rate" is ${defaultTaxRate}, not a percentage from 0 to 100.`;
    problems.push(wrongSetting('Default_Tax_Rate__c', why));
  }
  if (despatchDays < 0 || despatchDays > 3650) {
    const why = `The setting "Despatch Days" is ${despatchDays}, not a number of days from 0 to 3650.`;
    problems.push(wrongSetting('Despatch_Days__c', why));
  }
  return problems;
}
