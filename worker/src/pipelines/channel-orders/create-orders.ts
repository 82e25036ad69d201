import type { SalesforceRecord } from '../../domain/ports.ts';
import type { ImportedRecords } from '../../mapping/to-salesforce-order.ts';
import type { PipelineDeps } from '../deps.ts';
import { rowsWhereIn } from '../rows-where-in.ts';

type Deps = Pick<PipelineDeps, 'salesforce'>;
const KEY = 'Linnworks_Import_Key__c';

/** The order that was made from a Linnworks order before. */
export interface MadeOrder {
  readonly id: string;
  readonly isActivated: boolean;
}

export interface Wanted {
  readonly linnworksId: string;
  readonly records: ImportedRecords;
  /** Account, contacts; empty when the order is there already. */
  readonly buyer: SalesforceRecord;
  readonly made: MadeOrder | undefined;
}

export interface CreatedOrders {
  /** Linnworks id to Salesforce id, of orders that are whole. */
  readonly whole: ReadonlyMap<string, string>;
  readonly refused: ReadonlyMap<string, readonly string[]>;
}

/** What was made from these Linnworks orders before, by Linnworks id. */
export async function madeOrders(
  { salesforce }: Deps,
  linnworksIds: readonly string[],
): Promise<Map<string, MadeOrder>> {
  const rows = await rowsWhereIn(salesforce, `Id, StatusCode, ${KEY}`, 'Order', KEY, linnworksIds);
  return new Map(
    rows.map((row) => [
      String(row[KEY]),
      { id: String(row['Id']), isActivated: row['StatusCode'] === 'Activated' },
    ]),
  );
}

class Run {
  readonly orderIds = new Map<string, string>();
  readonly refused = new Map<string, string[]>();

  /** Writes, and notes what was refused by the order that each record belongs to. */
  async upsert(
    { salesforce }: Deps,
    object: 'Order' | 'OrderItem',
    rows: readonly { linnworksId: string; record: SalesforceRecord }[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const results = await salesforce.upsert(
      object,
      KEY,
      rows.map(({ record }) => record),
    );
    for (const [index, { success, id, errors }] of results.entries()) {
      const linnworksId = rows[index]?.linnworksId ?? '';
      if (success && object === 'Order' && id !== undefined) this.orderIds.set(linnworksId, id);
      if (!success) this.refuse(linnworksId, errors);
    }
  }

  refuse(linnworksId: string, errors: readonly { statusCode: string }[]): void {
    const codes = errors.map(({ statusCode }) => statusCode);
    this.refused.set(linnworksId, [...(this.refused.get(linnworksId) ?? []), ...codes]);
  }
}

/** Products that a run before could not write: order and price of those that are there cannot be sent again. */
async function missingItems(deps: Deps, run: Run, wanted: readonly Wanted[]) {
  const again = wanted.filter(({ made }) => made !== undefined);
  const keys = again.flatMap(({ records }) => records.items.map((item) => String(item[KEY])));
  const rows = await rowsWhereIn(deps.salesforce, KEY, 'OrderItem', KEY, keys);
  const there = new Set(rows.map((row) => row[KEY]));
  return wanted.flatMap(({ linnworksId, records }) => {
    const orderId = run.orderIds.get(linnworksId);
    if (orderId === undefined) return [];
    return records.items
      .filter((item) => !there.has(item[KEY]))
      .map((item) => ({ linnworksId, record: { ...item, OrderId: orderId } }));
  });
}

/** Only the status may change when an order is activated. */
async function activate(
  { salesforce }: Deps,
  run: Run,
  wanted: readonly Wanted[],
  status: string,
): Promise<void> {
  const ready = wanted.filter(
    ({ linnworksId, made }) => made?.isActivated !== true && !run.refused.has(linnworksId),
  );
  if (ready.length === 0) return;
  const results = await salesforce.update(
    'Order',
    ready.map(({ linnworksId }) => ({ Id: run.orderIds.get(linnworksId), Status: status })),
  );
  for (const [index, { success, errors }] of results.entries())
    if (!success) run.refuse(ready[index]?.linnworksId ?? '', errors);
}

/**
 * Makes orders with their products, parents first, each by its key: what a lost reply or a crash left half done is
 * completed by the next run. An order stays a draft until all of its products are in.
 * @param activatedStatus null: orders stay drafts.
 */
export async function createOrders(
  deps: Deps,
  wanted: readonly Wanted[],
  activatedStatus: string | null,
): Promise<CreatedOrders> {
  const run = new Run();
  for (const { linnworksId, made } of wanted) if (made) run.orderIds.set(linnworksId, made.id);
  const fresh = wanted.filter(({ made }) => made === undefined);
  await run.upsert(
    deps,
    'Order',
    fresh.map(({ linnworksId, records, buyer }) => ({
      linnworksId,
      record: { ...records.order, ...buyer },
    })),
  );
  const open = wanted.filter(({ made }) => made?.isActivated !== true);
  await run.upsert(deps, 'OrderItem', await missingItems(deps, run, open));
  if (activatedStatus !== null) await activate(deps, run, wanted, activatedStatus);
  const whole = new Map([...run.orderIds].filter(([id]) => !run.refused.has(id)));
  return { whole, refused: run.refused };
}
