import type { SalesforceRecord } from '../domain/ports.ts';
import type { PipelineDeps } from './deps.ts';
import { remembered, type Remembered } from './remembered.ts';

/** Everything that an admin decides is in one record: it is read once for all who ask. */
const FIELDS = [
  ...['Mode__c', 'Source__c', 'Sub_Source__c', 'Sku_Field__c', 'Default_Location__c'],
  ...['Default_Shipping_Service__c', 'Prices_Include_Tax__c', 'Default_Tax_Rate__c'],
  ...['Payment_Rule__c', 'Despatch_Days__c', 'Allow_Cancel__c', 'Linnworks_Url__c'],
  ...['Trigger__c', 'Trigger_Value__c', 'Order_Filter__c', 'Customer_Id_Field__c'],
  ...['Keep_Unlisted_Stock__c', 'Keep_Movements_Days__c', 'Max_Stock_Records__c'],
  ...['Allow_Returns__c', 'Other_Channels__c', 'Activate_Channel_Orders__c', 'Status_Field__c'],
  ...['No_Orders_Hours__c', 'Order_Stuck_Hours__c', 'Stream_Silent_Minutes__c'],
];

export const MINUTE = 60_000;

/** The settings record as it was a minute ago at most; undefined while there is none. */
export type SettingsRow = Remembered<SalesforceRecord | undefined>;

export function createSettingsRow(
  { salesforce, clock }: Pick<PipelineDeps, 'salesforce' | 'clock'>,
  forMs = MINUTE,
): SettingsRow {
  return remembered(
    () => clock.now(),
    forMs,
    async () => {
      const rows = await salesforce.query(
        `SELECT ${FIELDS.join(', ')} FROM Linnworks_Settings__c WHERE Key__c = 'Default'`,
      );
      return rows[0];
    },
  );
}
