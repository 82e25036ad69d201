export const TRIGGERS = ['Activation', 'Status', 'Record Type', 'Field'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** What an admin decides, read from `Linnworks_Settings__c`; without that record these defaults hold. */
export interface MerchantSettings {
  /** In Observe nothing is written to Linnworks; the state after an installation. */
  readonly mode: 'Observe' | 'Active';
  readonly source: string;
  readonly subSource: string;
  /** Field of Product2 that holds the SKU. */
  readonly skuField: string;
  readonly defaultLocation: string;
  readonly defaultShippingService: string;
  readonly pricesIncludeTax: boolean;
  /** Percent, where a line says nothing. */
  readonly defaultTaxRate: number;
  readonly paymentRule: 'Paid' | 'Unpaid' | 'Field';
  readonly despatchDays: number;
  /** What makes an order go to Linnworks; all but the activation need `triggerValue`. */
  readonly trigger: Trigger;
  /** A status, the name of a record type, or `Field_Name` (filled in or ticked) or `Field_Name = value`. */
  readonly triggerValue: string;
  /** A SOQL condition on Order; empty: all. */
  readonly orderFilter: string;
  /** Field of Account with the customer's number; empty: none. */
  readonly customerIdField: string;
  readonly allowCancel: boolean;
  /** Address of an order in Linnworks; `{number}` and `{id}` are filled in. Empty: no link. */
  readonly linnworksUrl: string;
  /** Stock of items without a product in Salesforce is shown too. */
  readonly keepUnlistedStock: boolean;
  readonly keepMovementsDays: number;
  /** No more stock levels than this are created in Salesforce. */
  readonly maxStockRecords: number;
}

export const DEFAULT_SETTINGS: MerchantSettings = {
  mode: 'Observe',
  source: 'SALESFORCE',
  subSource: 'Main',
  skuField: 'StockKeepingUnit',
  defaultLocation: 'Default',
  defaultShippingService: '',
  pricesIncludeTax: false,
  defaultTaxRate: 0,
  paymentRule: 'Paid',
  despatchDays: 1,
  trigger: 'Activation',
  triggerValue: '',
  orderFilter: '',
  customerIdField: '',
  allowCancel: true,
  linnworksUrl: '',
  keepUnlistedStock: false,
  keepMovementsDays: 90,
  maxStockRecords: 500_000,
};
