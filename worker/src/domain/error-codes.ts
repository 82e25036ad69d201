import type { ErrorKind } from './connector-error.ts';

/**
 * Every code that a person can meet: what kind it is, what to do, and when it is tried again. `later` heals by itself;
 * `when-changed` waits for a correction or Retry; `never` is a fact to know. The sentence of each is in
 * error-sentences.ts.
 */
export interface ErrorCode {
  readonly kind: ErrorKind;
  readonly whatToDo: string;
  readonly retry: 'later' | 'when-changed' | 'never';
}

const data = (whatToDo: string): ErrorCode => ({ kind: 'data', whatToDo, retry: 'when-changed' });
const config = (whatToDo: string): ErrorCode => ({
  kind: 'config',
  whatToDo,
  retry: 'when-changed',
});
const heals = (kind: ErrorKind, whatToDo: string): ErrorCode => ({
  kind,
  whatToDo,
  retry: 'later',
});

export const ERROR_CODES = {
  ORDER_HAS_NO_LINES: data('Add at least one product that can be shipped, then activate it again.'),
  ORDER_NOT_FOUND: data('Restore the order, or give the integration user access to it.'),
  FIELD_MISSING: data('Fill in the field on the record.'),
  FIELD_UNREADABLE: data('Correct the value of the field on the record.'),
  SKU_MISSING: data('Fill in the SKU of the product.'),
  LW_SKU_UNKNOWN: data('Correct the SKU of the product, or create the item in Linnworks.'),
  QUANTITY_NOT_WHOLE: data('Change the quantity to a whole number greater than zero.'),
  PRICE_INVALID: data('Correct the price of the line.'),
  ADDRESS_MISSING: data('Fill in the shipping address of the order.'),
  TOWN_MISSING: data('Fill in the city of the shipping address.'),
  COUNTRY_MISSING: data('Fill in the country of the shipping address.'),
  COUNTRY_UNKNOWN: data('Write the country as its English name or its two-letter ISO code.'),
  POSTCODE_TOO_LONG: data('Shorten the postcode to 11 characters; Linnworks parks longer ones.'),
  CURRENCY_MISSING: data('Choose the currency of the order.'),
  CONVERSION_RATE_MISSING: config(
    'Add a rate for the currency under Manage Currencies in Setup, or map a field of Order to ConversionRate.',
  ),
  TAX_RATE_INVALID: data('Correct the tax rate: a percentage from 0 to 100.'),
  LINE_KIND_UNKNOWN: data('Choose Stock, Service, Shipping or Left Out as the kind of the line.'),
  LEFT_OUT_LINE_PRICED: data(
    'Set the price of the line to zero, or choose another kind for its product.',
  ),
  POSTAGE_TAX_DIFFERS: data(
    'Give all shipping charges of the order the same tax rate: Linnworks knows one for the postage.',
  ),
  DISCOUNT_TOO_LARGE: data('Lower the discount: it is more than the whole order.'),
  PAYMENT_STATUS_UNKNOWN: config(
    'Choose Paid or Unpaid, or add a mapping row of the kind Payment that translates the word.',
  ),
  ORDER_STATE_UNKNOWN: config('Map the order state to None, Hold or Park.'),
  CUSTOMER_CONFLICT: data(
    'Correct the e-mail address or the customer number of one of the accounts, or merge them, then press Retry.',
  ),
  MAPPING_ROW_INVALID: config('Correct the mapping row, or switch it off.'),
  SETTING_INVALID: config('Correct the setting on the page Linnworks Settings.'),
  LOCATION_UNKNOWN: config('Write the name of a location that exists in Linnworks.'),
  SERVICE_UNKNOWN: config('Write the name of a postal service that exists in Linnworks.'),
  PAYMENT_METHOD_UNKNOWN: config(
    'Write the name of a payment method that exists in Linnworks, or translate it with a payment row.',
  ),
  TOTAL_DIFFERS: {
    kind: 'conflict',
    whatToDo:
      'Compare prices, discounts and taxes of the order with Linnworks and correct one of them.',
    retry: 'never',
  },
  ORDER_PARKED: {
    kind: 'conflict',
    whatToDo: 'Open the order in Linnworks, solve why it is parked and unpark it.',
    retry: 'never',
  },
  SERVICE_DIFFERS: {
    kind: 'conflict',
    whatToDo: 'Choose the service in Linnworks, or correct the rule there that has changed it.',
    retry: 'never',
  },
  LINE_UNLINKED: {
    kind: 'conflict',
    whatToDo: 'Link the line to a stock item in Linnworks; no stock is reserved until then.',
    retry: 'never',
  },
  TOO_LATE_SHIPPED: {
    kind: 'conflict',
    whatToDo: 'The goods have left: arrange a return with the customer instead.',
    retry: 'never',
  },
  TOO_LATE_PICKED: {
    kind: 'conflict',
    whatToDo: 'Ask the warehouse to make the change by hand, or to put the goods back first.',
    retry: 'when-changed',
  },
  TOO_LATE_LOCKED: {
    kind: 'conflict',
    whatToDo: 'Ask the warehouse to unlock the order in Linnworks, then try again.',
    retry: 'when-changed',
  },
  TOO_LATE_CANCELLED: {
    kind: 'conflict',
    whatToDo: 'Place a new order if the customer still wants the goods.',
    retry: 'never',
  },
  EDIT_NOT_TAKEN: {
    kind: 'conflict',
    whatToDo: 'Make the same change in Linnworks, then press Retry.',
    retry: 'when-changed',
  },
  LW_ORDER_GONE: {
    kind: 'conflict',
    whatToDo: 'Look for it in Linnworks: it was merged with another order or deleted by a person.',
    retry: 'never',
  },
  IMPORT_PRODUCT_MISSING: data(
    'Create a product with this SKU in Salesforce; the order is made by itself within some minutes.',
  ),
  IMPORT_PRODUCT_UNCLEAR: data('Leave one active product with this SKU.'),
  IMPORT_PRICE_MISSING: data(
    'Give the product an active price in the standard price book, in the currency of the order.',
  ),
  IMPORT_CUSTOMER_UNCLEAR: data(
    'Merge the accounts or contacts, or give one of them another e-mail address or number.',
  ),
  IMPORT_CURRENCY_DIFFERS: data(
    'Switch on several currencies in Salesforce, or keep the orders of this channel as records only.',
  ),
  IMPORT_TOTAL_DIFFERS: data(
    'Compare the lines of the order in Linnworks with its total, and correct them there.',
  ),
  STATE_CONFLICT: {
    kind: 'conflict',
    whatToDo: 'Compare the order in both systems; a possible state closes this by itself.',
    retry: 'never',
  },
  RETURN_FAILED: {
    kind: 'conflict',
    whatToDo: 'Open the return in Linnworks, solve what it says and acknowledge the error there.',
    retry: 'never',
  },
  REFUND_FAILED: {
    kind: 'conflict',
    whatToDo: 'Open the refund in Linnworks, solve what it says, or pay the customer another way.',
    retry: 'never',
  },
  RETURN_NOT_ALLOWED: config(
    'Switch on "Allow returns" in the settings of the connector, or book it in Linnworks.',
  ),
  RETURN_UNREADABLE: data(
    'Ask for it again with at least one line, whole quantities and a reason.',
  ),
  RETURN_NOT_SHIPPED: data('Cancel the order instead, or ask for the return once it is shipped.'),
  RETURN_TOO_MANY: data(
    'Ask for at most the pieces that were shipped and are not returned or announced yet.',
  ),
  RETURN_REASON_UNKNOWN: data(
    'Choose a reason of Linnworks, or map this one under Return Reasons.',
  ),
  RETURN_REFUSED: data('Read the sentence of Linnworks and ask for it again.'),
  STATUS_NOT_WRITABLE: config(
    'Correct the status field in the settings, or assign the permission set "Linnworks: Integration, Order Status".',
  ),
  LW_REFUSED: data('Read the sentence of Linnworks, correct the order and press Retry.'),
  LW_THROTTLED: heals('throttled', 'Nothing: it goes on when the quota is free again.'),
  LW_UNAVAILABLE: heals('transient', 'Nothing: it is tried again until Linnworks answers.'),
  LW_NO_REPLY: heals('transient', 'Nothing: it is tried again until Linnworks answers.'),
  LW_REPLY_UNREADABLE: heals('transient', 'If it stays, report the code and the trace ID.'),
  LW_ACCOUNT_UNAVAILABLE: heals('transient', 'Nothing: it goes on when the account is available.'),
  LW_SESSION_REFUSED: {
    kind: 'auth',
    whatToDo:
      'Install the application in Linnworks again and renew the token in the worker settings.',
    retry: 'later',
  },
  LW_PERMISSION_MISSING: config('Grant the permission to the application and install it again.'),
  LW_STOCK_UNREADABLE: heals(
    'data',
    'Correct the item in Linnworks; its other levels are up to date and it is read again at every sweep.',
  ),
  PRODUCT_SKU_TWICE: data('Give each product its own SKU, or empty the SKU of all but one.'),
  PRODUCT_MISSING: data(
    'Create products with these SKUs, or choose in the settings to keep unlisted stock.',
  ),
  STOCK_LIMIT_REACHED: config(
    'Choose fewer locations, leave unlisted stock out, or raise the limit of stock records in the settings.',
  ),
  SF_LOCKED: heals('transient', 'Nothing: the record was busy and is written again.'),
  SF_UNAVAILABLE: heals('transient', 'Nothing: it is tried again until Salesforce answers.'),
  SF_LIMIT_EXCEEDED: heals('throttled', 'Wait, or raise the daily API limit of the org.'),
  SF_SESSION_REFUSED: {
    kind: 'auth',
    whatToDo: 'Check the External Client App, its certificate and the integration user.',
    retry: 'later',
  },
  SF_PERMISSION_MISSING: config('Assign the permission sets of the connector to its user.'),
  SF_REFUSED: data('Read the sentence of Salesforce and correct the record or the rule behind it.'),
  STORE_IN_USE: config('Stop the other worker, or give this one another DATA_DIR.'),
  STORE_NOT_AVAILABLE: config('Set DATABASE_URL to a PostgreSQL database.'),
  DEFECT: {
    kind: 'defect',
    whatToDo: 'Report the code and the trace ID to the makers of the connector.',
    retry: 'later',
  },
} as const satisfies Record<string, ErrorCode>;

export type KnownCode = keyof typeof ERROR_CODES;

/** A code of another version of the worker is treated as a defect. */
export function errorCode(code: string): ErrorCode {
  return code in ERROR_CODES ? ERROR_CODES[code as KnownCode] : ERROR_CODES.DEFECT;
}

/** About a buyer or an address: shown with the stream of customers, whichever way found it. */
const OF_CUSTOMERS: ReadonlySet<string> = new Set<KnownCode>([
  'ADDRESS_MISSING',
  'TOWN_MISSING',
  'COUNTRY_MISSING',
  'COUNTRY_UNKNOWN',
  'POSTCODE_TOO_LONG',
  'CUSTOMER_CONFLICT',
  'IMPORT_CUSTOMER_UNCLEAR',
]);

export const isAboutCustomer = (code: string): boolean => OF_CUSTOMERS.has(code);
