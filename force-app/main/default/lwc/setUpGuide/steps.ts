import type { CheckName } from 'c/answerShapes';
import type { SettingField } from 'c/settingsForm';
import { STEP_LABELS as label } from './step-labels';

export type StepName =
  | 'connection'
  | 'permissions'
  | 'locations'
  | 'shipping'
  | 'money'
  | 'trigger'
  | 'customers'
  | 'products'
  | 'dry-run'
  | 'first-load'
  | 'go-live';

/** One step of the guide: what it is about, what the worker is asked, which settings belong to it. */
export interface Step {
  readonly name: StepName;
  readonly title: string;
  readonly text: string;
  /** Null: nothing to ask; a person decides. */
  readonly check: CheckName | null;
  readonly fields: readonly Omit<SettingField, 'label'>[];
  /** The check is about one order, which may be chosen. */
  readonly hasOrder?: true;
  readonly hasLocations?: true;
  readonly hasLoad?: true;
}

const TRIGGERS = ['Activation', 'Status', 'Record Type', 'Field'];
const PAYMENTS = ['Paid', 'Unpaid', 'Field'];

/** In the order in which they make sense: each builds on the ones before. */
export const STEPS: readonly Step[] = [
  {
    name: 'connection',
    title: label.connection,
    text: label.connectionText,
    check: 'connection',
    fields: [],
  },
  {
    name: 'permissions',
    title: label.permissions,
    text: label.permissionsText,
    check: 'permissions',
    fields: [],
  },
  {
    name: 'locations',
    title: label.locations,
    text: label.locationsText,
    check: 'locations',
    fields: [{ name: 'Default_Location__c', kind: 'choice', otherwise: 'Default' }],
    hasLocations: true,
  },
  {
    name: 'shipping',
    title: label.shipping,
    text: label.shippingText,
    check: 'services',
    fields: [{ name: 'Default_Shipping_Service__c', kind: 'pick' }],
  },
  {
    name: 'money',
    title: label.money,
    text: label.moneyText,
    check: 'sample',
    fields: [
      { name: 'Default_Tax_Rate__c', kind: 'number', otherwise: '0' },
      { name: 'Payment_Rule__c', kind: 'choice', options: PAYMENTS, otherwise: 'Paid' },
      { name: 'Prices_Include_Tax__c', kind: 'yes or no' },
    ],
    hasOrder: true,
  },
  {
    name: 'trigger',
    title: label.trigger,
    text: label.triggerText,
    check: 'trigger',
    fields: [
      { name: 'Trigger__c', kind: 'choice', options: TRIGGERS, otherwise: 'Activation' },
      { name: 'Trigger_Value__c', kind: 'text' },
      { name: 'Order_Filter__c', kind: 'text' },
    ],
  },
  {
    name: 'customers',
    title: label.customers,
    text: label.customersText,
    check: 'customers',
    fields: [{ name: 'Customer_Id_Field__c', kind: 'text' }],
  },
  {
    name: 'products',
    title: label.products,
    text: label.productsText,
    check: 'products',
    fields: [{ name: 'Sku_Field__c', kind: 'text', otherwise: 'StockKeepingUnit' }],
  },
  {
    name: 'dry-run',
    title: label.dryRun,
    text: label.dryRunText,
    check: 'dry-run',
    fields: [],
  },
  {
    name: 'first-load',
    title: label.firstLoad,
    text: label.firstLoadText,
    check: 'first-load',
    fields: [
      { name: 'Max_Stock_Records__c', kind: 'number', otherwise: '500000' },
      { name: 'Keep_Unlisted_Stock__c', kind: 'yes or no' },
    ],
    hasLoad: true,
  },
  { name: 'go-live', title: label.goLive, text: label.goLiveText, check: null, fields: [] },
];
