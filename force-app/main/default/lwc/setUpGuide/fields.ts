import CUSTOMER_ID_FIELD from '@salesforce/schema/Linnworks_Settings__c.Customer_Id_Field__c';
import DEFAULT_LOCATION from '@salesforce/schema/Linnworks_Settings__c.Default_Location__c';
import DEFAULT_SERVICE from '@salesforce/schema/Linnworks_Settings__c.Default_Shipping_Service__c';
import DEFAULT_TAX_RATE from '@salesforce/schema/Linnworks_Settings__c.Default_Tax_Rate__c';
import KEEP_UNLISTED_STOCK from '@salesforce/schema/Linnworks_Settings__c.Keep_Unlisted_Stock__c';
import KEY from '@salesforce/schema/Linnworks_Settings__c.Key__c';
import MAX_STOCK_RECORDS from '@salesforce/schema/Linnworks_Settings__c.Max_Stock_Records__c';
import MODE from '@salesforce/schema/Linnworks_Settings__c.Mode__c';
import ORDER_FILTER from '@salesforce/schema/Linnworks_Settings__c.Order_Filter__c';
import PAYMENT_RULE from '@salesforce/schema/Linnworks_Settings__c.Payment_Rule__c';
import PRICES_INCLUDE_TAX from '@salesforce/schema/Linnworks_Settings__c.Prices_Include_Tax__c';
import PROGRESS from '@salesforce/schema/Linnworks_Settings__c.Set_Up_Progress__c';
import SKU_FIELD from '@salesforce/schema/Linnworks_Settings__c.Sku_Field__c';
import TRIGGER from '@salesforce/schema/Linnworks_Settings__c.Trigger__c';
import TRIGGER_VALUE from '@salesforce/schema/Linnworks_Settings__c.Trigger_Value__c';
import type { SettingValue, SettingValues } from 'c/settingsForm';

/** Our names of settings to those of the org, where a namespace stands before them. */
const API_NAMES: Readonly<Record<string, string>> = {
  Customer_Id_Field__c: CUSTOMER_ID_FIELD.fieldApiName,
  Default_Location__c: DEFAULT_LOCATION.fieldApiName,
  Default_Shipping_Service__c: DEFAULT_SERVICE.fieldApiName,
  Default_Tax_Rate__c: DEFAULT_TAX_RATE.fieldApiName,
  Keep_Unlisted_Stock__c: KEEP_UNLISTED_STOCK.fieldApiName,
  Key__c: KEY.fieldApiName,
  Max_Stock_Records__c: MAX_STOCK_RECORDS.fieldApiName,
  Mode__c: MODE.fieldApiName,
  Order_Filter__c: ORDER_FILTER.fieldApiName,
  Payment_Rule__c: PAYMENT_RULE.fieldApiName,
  Prices_Include_Tax__c: PRICES_INCLUDE_TAX.fieldApiName,
  Set_Up_Progress__c: PROGRESS.fieldApiName,
  Sku_Field__c: SKU_FIELD.fieldApiName,
  Trigger__c: TRIGGER.fieldApiName,
  Trigger_Value__c: TRIGGER_VALUE.fieldApiName,
};

export const apiName = (name: string): string => API_NAMES[name] ?? name;

/** Values for `updateRecord`; an empty text empties the field. */
export function toRecord(values: SettingValues): Record<string, SettingValue> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [apiName(name), value === '' ? null : value]),
  );
}
