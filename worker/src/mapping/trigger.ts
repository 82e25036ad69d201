import type { MerchantSettings } from '../domain/settings.ts';
import { valueAt } from './field-row.ts';

export interface FieldTrigger {
  readonly field: string;
  /** null: the field only has to be filled in or ticked. */
  readonly value: string | null;
}

/** `Ready__c = Yes` names a field and its value, `Ready__c` alone a field that is filled in or ticked. */
export function readTrigger(triggerValue: string): FieldTrigger {
  const at = triggerValue.indexOf('=');
  if (at < 0) return { field: triggerValue.trim(), value: null };
  const value = triggerValue.slice(at + 1).trim();
  return { field: triggerValue.slice(0, at).trim(), value: value.replace(/^'(.*)'$/, '$1') };
}

const isSame = (value: unknown, wanted: string): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value) &&
  String(value).toLowerCase() === wanted.trim().toLowerCase();

function hasFieldValue(order: Readonly<Record<string, unknown>>, triggerValue: string): boolean {
  const { field, value } = readTrigger(triggerValue);
  const current = valueAt(order, field);
  if (value !== null) return isSame(current, value);
  return current !== null && current !== undefined && current !== false && current !== '';
}

/** Where an order says its record type; not in an org that has none. */
export const RECORD_TYPE = 'RecordType.DeveloperName';

/** What of an order decides, beyond its activation: a path from Order. */
export function triggerField({ trigger, triggerValue }: MerchantSettings): string | null {
  switch (trigger) {
    case 'Activation':
      return null;
    case 'Status':
      return 'Status';
    case 'Record Type':
      return RECORD_TYPE;
    case 'Field':
      return readTrigger(triggerValue).field;
  }
}

/** Why an order does not go to Linnworks (yet), as a sentence for its request; null when it is to go. */
export function whyNotDue(
  order: Readonly<Record<string, unknown>>,
  { trigger, triggerValue }: MerchantSettings,
): string | null {
  if (order['IsReductionOrder'] === true) return 'Reduction orders are not sent.';
  if (typeof order['Linnworks_Import_Key__c'] === 'string')
    return 'The order came from Linnworks; it is not sent back.';
  switch (trigger) {
    case 'Activation':
      return order['StatusCode'] === 'Activated'
        ? null
        : 'The order is not activated; nothing was sent.';
    case 'Status':
      return isSame(order['Status'], triggerValue)
        ? null
        : `The status of the order is not "${triggerValue}"; nothing was sent.`;
    case 'Record Type':
      return isSame(valueAt(order, RECORD_TYPE), triggerValue)
        ? null
        : `The record type of the order is not "${triggerValue}"; nothing was sent.`;
    case 'Field':
      return hasFieldValue(order, triggerValue)
        ? null
        : `The order does not fit "${triggerValue}"; nothing was sent.`;
  }
}
