import type { CheckRow } from '../../domain/answers.ts';
import { ConnectorError } from '../../domain/connector-error.ts';
import type { Linnworks } from '../../domain/linnworks-port.ts';
import { fail, failedBy, ok, warn } from './check-row.ts';

interface Probe {
  readonly id: string;
  readonly title: string;
  /** As the developer portal names it. Source: the vendor's pages of the endpoints. */
  readonly permission: string;
  readonly ask: (linnworks: Linnworks, now: Date) => Promise<unknown>;
  /** What is done without where it may not be asked; left out: nothing works without it. */
  readonly without?: string;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
const NOTHING = 'connector-check';
const ORDERS = 'Orders, View Order Details';

async function firstPage(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pages) return;
}

const probe = (id: string, title: string, permission: string, ask: Probe['ask']): Probe => ({
  id: `linnworks-${id}`,
  title,
  permission,
  ask,
});

/** Questions that change nothing: about orders and products that do not exist. */
const PROBES: readonly Probe[] = [
  probe('locations', 'Read stock locations', 'Inventory', (lw) => lw.locations()),
  probe('services', 'Read shipping services', ORDERS, (lw) => lw.shippingServices()),
  {
    ...probe('payment-methods', 'Read payment methods', ORDERS, (lw) => lw.paymentMethods()),
    without:
      'Payment methods are sent as they are written, and Linnworks alone says which it knows.',
  },
  probe('orders', 'Read orders by id', ORDERS, (lw) => lw.ordersById([NOBODY])),
  probe('references', 'Find orders by reference', ORDERS, (lw) => lw.ordersByReference(NOTHING)),
  probe('delta', 'Read orders that changed', `${ORDERS}, and Processed Orders`, (lw, now) =>
    firstPage(lw.ordersChangedSince(now)),
  ),
  probe('parcels', 'Read parcels', ORDERS, (lw) => lw.parcels([NOBODY])),
  probe('relations', 'Read splits and resends', ORDERS, (lw) => lw.relations([NOBODY])),
  probe('skus', 'Find products by SKU', 'Stock, Read', (lw) => lw.knownSkus([NOTHING])),
  probe('stock', 'Read stock levels', 'Stock, Read', (lw) => lw.stockPage(1)),
];

function refused({ id, title, permission, without }: Probe, error: unknown): CheckRow {
  if (!(error instanceof ConnectorError)) return failedBy(id, title, error);
  if (error.code === 'LW_PERMISSION_MISSING')
    return (without === undefined ? fail : warn)(
      id,
      title,
      without === undefined ? error.message : `${error.message} ${without}`,
      `Grant "${permission}" to the application in the Linnworks developer portal, install it again and set LINNWORKS_INSTALLATION_TOKEN.`,
    );
  if (error.code === 'LW_THROTTLED')
    return warn(
      id,
      title,
      error.message,
      'Another application uses up the quota of this account: stop it, or wait a minute and check again.',
    );
  if (error.code === 'LW_REFUSED')
    return warn(id, title, error.message, 'Send us the report: this account answers differently.');
  return failedBy(id, title, error);
}

/** One row for each kind of read that the worker depends on; the first that shows a dead login ends the list. */
export async function linnworksAccess(linnworks: Linnworks, now: Date): Promise<CheckRow[]> {
  const rows: CheckRow[] = [];
  for (const one of PROBES) {
    try {
      await one.ask(linnworks, now);
      rows.push(ok(one.id, one.title));
    } catch (error) {
      rows.push(refused(one, error));
      const isDead =
        error instanceof ConnectorError && (error.kind === 'auth' || error.kind === 'transient');
      if (isDead) return rows;
    }
  }
  return rows;
}
