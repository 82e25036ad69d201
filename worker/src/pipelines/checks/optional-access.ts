import type { CheckRow } from '../../domain/answers.ts';
import type { Salesforce } from '../../domain/ports.ts';
import { fail, ok, rowOf } from './check-row.ts';
import { CHANNEL_ORDER_ACCESS } from './needed-access.ts';
import { missingOn } from './salesforce-access.ts';

type Org = Pick<Salesforce, 'query' | 'describe'>;

/** Whether the integration user has a user permission, as Salesforce itself answers for whoever asks. */
async function hasPermission(
  org: Pick<Salesforce, 'query'>,
  name: 'EditActivatedOrders' | 'ActivateOrder',
): Promise<boolean> {
  const [row] = await org.query(`SELECT Permissions${name} FROM UserPermissionAccess LIMIT 1`);
  return row?.[`Permissions${name}`] === true;
}

const STATUS_SET = 'Linnworks: Integration, Order Status';
const CHANNEL_SET = 'Linnworks: Integration, Channel Orders';
const advice = (set: string): string =>
  `Assign the permission set ${set} to the integration user (\`npm run deploy:kit\`).`;

/** What is wrong with a field of Order that is to follow the state of an order; null when it can be written. */
export async function statusFieldFault(org: Org, statusField: string): Promise<string | null> {
  const { fields } = await org.describe('Order');
  const field = fields.find(({ name }) => name.toLowerCase() === statusField.toLowerCase());
  if (field === undefined)
    return `Order has no field ${statusField} that the integration user may see.`;
  if (!field.updateable) return `The integration user may not write Order.${field.name}.`;
  return (await hasPermission(org, 'EditActivatedOrders'))
    ? null
    : 'The integration user lacks the permission Edit Activated Orders.';
}

function orderStatus(org: Org, statusField: string): Promise<CheckRow> {
  const id = 'order-status';
  const title = 'Status of orders';
  return rowOf(id, title, async () => {
    const fault = await statusFieldFault(org, statusField);
    return fault === null ? ok(id, title, statusField) : fail(id, title, fault, advice(STATUS_SET));
  });
}

function channelOrders(org: Org, isActivated: boolean): Promise<CheckRow> {
  const id = 'channel-orders';
  const title = 'Orders of other channels';
  return rowOf(id, title, async () => {
    const missing: string[] = [];
    for (const needed of CHANNEL_ORDER_ACCESS)
      missing.push(...missingOn(needed, await org.describe(needed.object)).map(({ what }) => what));
    const { fields } = await org.describe('Order');
    if (!fields.some(({ name }) => name === 'Pricebook2Id'))
      missing.push('choose the price book of an order');
    if (isActivated && !(await hasPermission(org, 'ActivateOrder')))
      missing.push('activate orders');
    if (missing.length === 0) return ok(id, title);
    const detail = `The integration user may not ${missing.join(', ')}.`;
    return fail(id, title, detail, advice(CHANNEL_SET));
  });
}

/** What only some settings need: a row for each of them that is switched on. */
export async function optionalAccess(org: Org): Promise<CheckRow[]> {
  const [settings] = await org.query(
    "SELECT Status_Field__c, Other_Channels__c, Activate_Channel_Orders__c FROM Linnworks_Settings__c WHERE Key__c = 'Default'",
  );
  const field = settings?.['Status_Field__c'];
  const rows: CheckRow[] = [];
  if (typeof field === 'string' && field.trim() !== '')
    rows.push(await orderStatus(org, field.trim()));
  if (settings?.['Other_Channels__c'] === 'Salesforce Orders')
    rows.push(await channelOrders(org, settings['Activate_Channel_Orders__c'] === true));
  return rows;
}
