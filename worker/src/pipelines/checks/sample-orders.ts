import type { MerchantSettings } from '../../domain/settings.ts';
import { dueOf } from '../due.ts';
import type { PipelineDeps } from '../deps.ts';
import { loadOrders, type LoadedOrder } from '../load-orders.ts';
import type { Reference } from '../read-settings.ts';

type Deps = Pick<PipelineDeps, 'salesforce'>;

/** Ids have 15 or 18 letters and digits; nothing else may get into a query. */
const ORDER_ID = /^801[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?$/;

/** Newest first; with the trigger Activation only what is activated can be on its way. */
function newestOf({ trigger }: MerchantSettings, most: number): string {
  const activated = "StatusCode = 'Activated' AND ";
  return `SELECT Id FROM Order WHERE ${trigger === 'Activation' ? activated : ''}IsReductionOrder = false AND Linnworks_Import_Key__c = null ORDER BY CreatedDate DESC LIMIT ${most}`;
}

async function idsOf(
  { salesforce }: Deps,
  settings: MerchantSettings,
  orderId: unknown,
  most: number,
): Promise<string[]> {
  if (typeof orderId === 'string' && ORDER_ID.test(orderId)) return [orderId];
  const rows = await salesforce.query(newestOf(settings, most));
  return rows.map(({ Id }) => String(Id));
}

/** The order that the question names, else the newest ones; as the pipelines read them. */
export async function sampleOrders(
  deps: Deps,
  reference: Reference,
  orderId: unknown,
  most: number,
): Promise<LoadedOrder[]> {
  const settings = await reference.settings();
  const ids = await idsOf(deps, settings, orderId, most);
  const loaded = await loadOrders(deps, reference, settings, ids);
  return ids.flatMap((id) => loaded.get(id) ?? []);
}

/** Why an order would stay where it is: not its turn, or a setting that cannot tell. Null: it would go. */
export async function whyNotSent(loaded: LoadedOrder, reference: Reference) {
  const due = dueOf(loaded, await reference.settings(), await reference.knownFields());
  if ('why' in due) return { why: due.why, problems: [] };
  return 'problems' in due ? { why: null, problems: due.problems } : null;
}
