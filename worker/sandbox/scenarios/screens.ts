/** What a merchant's org holds after some weeks, for the screens: streams, alarms, comparisons, errors of every kind. */

export interface SeedRecord {
  readonly object: string;
  readonly ref?: string;
  readonly values: Readonly<Record<string, unknown>>;
}
const HOUR = 3600;

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
const dayOf = (daysAgo: number): string => ago(daysAgo * 24 * HOUR).slice(0, 10);

/** Busy by day, quiet at night, a failure now and then. */
function history(perHour: number, failures = 2): string {
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    done: Math.max(0, Math.round(perHour * Math.sin((hour / 24) * Math.PI))),
    failed: hour % 9 === 4 ? failures : 0,
  }));
  return JSON.stringify(hours);
}

/** A stream that does well, but for what is said. */
const stream = (key: string, name: string, order: number, values: object): SeedRecord => ({
  object: 'Linnworks_Sync_Stream__c',
  values: {
    Key__c: key,
    Name: name,
    Sort_Order__c: order,
    Status__c: 'Idle',
    Last_Success_At__c: ago(6),
    Next_Run_At__c: ago(-20),
    Lag_Seconds__c: 4,
    Backlog__c: 0,
    Done_Last_24h__c: 1204,
    Failed_Last_24h__c: 6,
    Errors_Open__c: 0,
    History__c: history(90),
    ...values,
  },
});

function streams(): SeedRecord[] {
  const budgets = [
    { name: 'Salesforce API', used: 41_200, limit: 100_000, window: 'day', perHour: 5900 },
    { name: 'Orders/CreateOrders', used: 31, limit: 150, window: 'minute' },
    { name: 'Orders/GetOrdersById', used: 12, limit: 250, window: 'minute' },
  ];
  return [
    stream('worker', 'Worker', 0, {
      Status__c: 'Running',
      Heartbeat_At__c: ago(5),
      Worker_Version__c: '0.1.0',
      Budgets__c: JSON.stringify(budgets),
    }),
    stream('orders-out', 'Orders to Linnworks', 1, {
      Status__c: 'Running',
      Backlog__c: 3,
      Oldest_Waiting_At__c: ago(70),
      Errors_Open__c: 37,
    }),
    stream('fulfilment', 'Fulfilment to Salesforce', 2, {}),
    stream('stock', 'Stock to Salesforce', 3, {
      Status__c: 'Failing',
      Message__c: 'Linnworks gave no reply for 2 minutes.',
    }),
    stream('returns', 'Returns to Salesforce', 4, {
      Status__c: 'Paused',
      Is_Paused__c: true,
      Message__c: 'Paused by a person; everything waits in order.',
    }),
    stream('customers', 'Customers to Linnworks', 5, {
      Last_Success_At__c: ago(100),
      Next_Run_At__c: ago(-200),
      Lag_Seconds__c: 98,
      Done_Last_24h__c: 41,
      Failed_Last_24h__c: 0,
      Errors_Open__c: 19,
      History__c: history(3, 0),
    }),
  ];
}

function alarms(): SeedRecord[] {
  const object = 'Linnworks_Alarm__c';
  return [
    {
      object,
      values: {
        Key__c: 'Order Stuck:all',
        Kind__c: 'Order Stuck',
        Severity__c: 'Critical',
        Status__c: 'Open',
        Message__c: '3 orders in Picking: usually 4 h, now 19 h. Hours of Monday to Friday.',
        What_To_Do__c: 'Open the errors and solve the oldest first.',
        Affected__c: 3,
        Opened_At__c: ago(1.2 * HOUR),
      },
    },
    {
      object,
      values: {
        Key__c: 'Quota Low:Salesforce API',
        Kind__c: 'Quota Low',
        Severity__c: 'Warning',
        Status__c: 'Open',
        Message__c: 'The daily limit of the Salesforce API will be used up tonight.',
        What_To_Do__c: 'Raise the limit or poll stock less often.',
        Opened_At__c: ago(900),
      },
    },
  ];
}

/** Comparisons of one day; the newest one of orders has three differences. */
function comparisons(daysAgo: number): SeedRecord[] {
  const run = (kind: string, values: object): SeedRecord => ({
    object: 'Linnworks_Reconciliation__c',
    ref: `${kind}-${daysAgo}`,
    values: {
      Key__c: `${kind}:${dayOf(daysAgo)}`,
      Kind__c: kind,
      Day__c: dayOf(daysAgo),
      Status__c: 'Complete',
      Started_At__c: ago(daysAgo * 24 * HOUR + 1900),
      Finished_At__c: ago(daysAgo * 24 * HOUR + 1800),
      Open__c: 0,
      Different__c: 0,
      Missing_In_Linnworks__c: 0,
      Missing_In_Salesforce__c: 0,
      Repaired__c: 0,
      ...values,
    },
  });
  const today = { Agree__c: 1201, Open__c: 3, Different__c: 1, Missing_In_Linnworks__c: 1 };
  return [
    run('Orders', {
      Checked__c: 1204,
      Agree__c: 1204,
      ...(daysAgo === 0 ? { ...today, Missing_In_Salesforce__c: 1 } : {}),
    }),
    run('Fulfilment', { Checked__c: 980, Agree__c: 980 }),
    run('Stock', {
      Checked__c: 300,
      Agree__c: 300,
      ...(daysAgo === 0 ? { Status__c: 'Incomplete' } : {}),
    }),
  ];
}

function differences(): SeedRecord[] {
  const difference = (label: string, values: object): SeedRecord => ({
    object: 'Linnworks_Difference__c',
    values: {
      Key__c: `difference:${label}`,
      Record_Label__c: label,
      Status__c: 'Open',
      Reconciliation__c: '@{Orders-0}',
      First_Seen_At__c: ago(1.5 * HOUR),
      Last_Seen_At__c: ago(1800),
      ...values,
    },
  });
  return [
    difference('00000211', {
      Kind__c: 'Missing In Linnworks',
      Subject__c: 'Order',
      What_To_Do__c: 'Press Repair: the order is sent again.',
    }),
    difference('00000212', {
      Kind__c: 'Different',
      Subject__c: 'Total',
      Salesforce_Value__c: '120.00 GBP',
      Linnworks_Value__c: '118.00 GBP',
      What_To_Do__c: 'Correct the price of the line in Linnworks.',
    }),
    difference('00000213', {
      Kind__c: 'Missing In Salesforce',
      Subject__c: 'Shipment',
      What_To_Do__c: 'Press Repair: the shipment is read again.',
    }),
  ];
}

const CAUSES = [
  {
    Kind__c: 'Data',
    Code__c: 'LW_SKU_UNKNOWN',
    Cause_Key__c: 'LW_SKU_UNKNOWN|TENT-4-GREEN',
    Message__c: 'Linnworks has no item with the SKU "TENT-4-GREEN".',
    What_To_Do__c: 'Correct the SKU of the product, or create the item in Linnworks.',
  },
  {
    Kind__c: 'Data',
    Code__c: 'COUNTRY_MISSING',
    Cause_Key__c: 'COUNTRY_MISSING',
    Message__c: 'The shipping address has no country.',
    What_To_Do__c: 'Fill in the country of the shipping address.',
  },
  {
    Kind__c: 'Transient',
    Code__c: 'LW_NO_REPLY',
    Cause_Key__c: 'LW_NO_REPLY',
    Message__c: 'Linnworks gave no reply.',
    What_To_Do__c: 'Nothing: it is tried again until Linnworks answers.',
  },
];
const MASKED =
  '{\n  "Source": "SALESFORCE",\n  "DeliveryAddress": { "FullName": "***", "PostCode": "***" }\n}';

/** Errors numbered from `first`: most are open, one in nine is retried, some are solved. */
export function errorRecords(first: number, count: number, solvedShare = 0.1): SeedRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const isSolved = (number * 7919) % 1000 < solvedShare * 1000;
    const status = isSolved ? 'Resolved' : number % 9 === 8 ? 'Retrying' : 'Open';
    return {
      object: 'Linnworks_Sync_Error__c',
      values: {
        ...CAUSES[number % CAUSES.length],
        Key__c: `seeded:${number}`,
        Status__c: status,
        Record_Label__c: String(100 + number).padStart(8, '0'),
        Attempts__c: 1 + (number % 4),
        First_Seen_At__c: ago(400 * (number % 500) + 60),
        Last_Seen_At__c: ago(40 * (number % 500)),
        ...(status === 'Retrying' ? { Next_Try_At__c: ago(-90) } : {}),
        Trace_Id__c: `0199a1c2-0000-7000-8000-${String(number).padStart(12, '0')}`,
        Stream__c: 'orders-out',
        Masked_Request__c: MASKED,
        Masked_Reply__c: '{ "Message": "No item with this SKU" }',
      },
    };
  });
}

/** An error whose field can be corrected beside Retry. */
const correctable = (orderId: string): SeedRecord => ({
  object: 'Linnworks_Sync_Error__c',
  values: {
    Kind__c: 'Data',
    Code__c: 'POSTCODE_TOO_LONG',
    Cause_Key__c: 'POSTCODE_TOO_LONG',
    Message__c: 'The postcode is longer than 11 characters.',
    What_To_Do__c: 'Shorten the postcode to 11 characters; Linnworks parks longer ones.',
    Key__c: 'seeded:correct-me',
    Status__c: 'Open',
    Record_Label__c: 'correct-me',
    Order__c: orderId,
    Attempts__c: 1,
    First_Seen_At__c: ago(120),
    Last_Seen_At__c: ago(60),
    Correct_Record_Id__c: orderId,
    Correct_Field__c: 'Order.ShippingPostalCode',
  },
});

/** Puts records into the emulated org with an administrator's rights. */
export async function seedRecords(orgUrl: string, records: readonly SeedRecord[]): Promise<void> {
  const response = await fetch(`${orgUrl}/__org/seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ records }),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** The whole picture, for an org without a worker. */
export function seedScreens(orgUrl: string, orderId: string): Promise<void> {
  const records = [...streams(), ...alarms(), ...comparisons(0), ...differences()];
  return seedRecords(orgUrl, [...records, ...errorRecords(1, 60), correctable(orderId)]);
}
