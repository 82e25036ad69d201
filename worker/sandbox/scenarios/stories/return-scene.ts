import type { Values } from '../org-client.ts';
import type { PlacedOrder } from '../shop.ts';
import type { Scene } from './scene.ts';

export interface SeenReturn extends Values {
  Kind__c: string;
  Status__c: string;
  Quantity__c: number;
  Amount__c: number;
  Error_Text__c: string | null;
  External_Reference__c: string | null;
  New_Linnworks_Order__c: string | null;
}

/** An order that has left the warehouse. */
export async function shippedOrder(scene: Scene): Promise<PlacedOrder> {
  const placed = await scene.accepted();
  await scene.warehouse(placed, 'step', { to: 'shipped' });
  await scene.shows(placed, 'Shipped');
  return placed;
}

export const returnsOf = (scene: Scene, placed: PlacedOrder): Promise<SeenReturn[]> =>
  scene.org.query<SeenReturn>(
    `SELECT Kind__c, Status__c, Quantity__c, Amount__c, Error_Text__c, External_Reference__c, New_Linnworks_Order__c FROM Linnworks_Return__c WHERE Order__c = '${placed.id}'`,
  );

/** Codes of the open errors of an order; null when there are none. */
export async function errorCodes(scene: Scene, placed: PlacedOrder): Promise<string[] | null> {
  const rows = await scene.org.query<{ Code__c: string }>(
    `SELECT Code__c FROM Linnworks_Sync_Error__c WHERE Order__c = '${placed.id}' AND Status__c = 'Open'`,
  );
  return rows.length === 0 ? null : rows.map(({ Code__c }) => Code__c);
}

export const bookedWith = (scene: Scene, placed: PlacedOrder, id: string): Promise<SeenReturn> =>
  scene.until('the booking of the request', async () =>
    (await returnsOf(scene, placed)).find((one) => one.External_Reference__c === `SF-${id}`),
  );

const settings = new WeakMap<Scene, Promise<unknown>>();

/** An admin switches returns on; once for all stories of a world. */
async function allowReturns(scene: Scene): Promise<unknown> {
  const [row] = await scene.org.query<{ Id: string }>(
    "SELECT Id FROM Linnworks_Settings__c WHERE Key__c = 'Default'",
  );
  const wanted = { Allow_Returns__c: true };
  if (row) return scene.org.update('Linnworks_Settings__c', row.Id, wanted);
  const plain = { Key__c: 'Default', Name: 'Default', Mode__c: 'Active', Allow_Cancel__c: true };
  return scene.org.create('Linnworks_Settings__c', { ...plain, ...wanted });
}

async function askOnce(scene: Scene, placed: PlacedOrder, detail: object) {
  const id = await scene.org.create('Linnworks_Sync_Request__c', {
    ...{ Kind__c: 'Return', Status__c: 'Pending', Source__c: 'User', Order__c: placed.id },
    Key__c: `return-${placed.id}-${Math.random().toString(36).slice(2)}`,
    Detail__c: JSON.stringify(detail),
  });
  const { Status__c: status, Result__c: result } = await scene.until('an answer', async () => {
    const [row] = await scene.org.query<{ Status__c: string; Result__c: string }>(
      `SELECT Status__c, Result__c FROM Linnworks_Sync_Request__c WHERE Id = '${id}'`,
    );
    return row && row.Status__c !== 'Pending' && row.Status__c !== 'Working' && row;
  });
  return { id, status, result };
}

/** Writes the request of the screens and waits for its answer; the worker reads new settings within a minute. */
export async function askForReturn(
  scene: Scene,
  placed: PlacedOrder,
  lines: readonly { sku: string; quantity: number }[],
  more: object = {},
): Promise<{ id: string; status: string; result: string }> {
  if (!settings.has(scene)) settings.set(scene, allowReturns(scene));
  await settings.get(scene);
  // An order is written before its lines.
  const keys = await scene.until('the lines that are to come back', async () => {
    const rows = await scene.org.query<{ Key__c: string; Sku__c: string }>(
      `SELECT Key__c, Sku__c FROM Linnworks_Order_Line__c WHERE Linnworks_Order__r.Order__c = '${placed.id}'`,
    );
    return lines.every(({ sku }) => rows.some(({ Sku__c }) => Sku__c === sku)) && rows;
  });
  const asked = lines.map(({ sku, quantity }) => ({
    lineKey: keys.find(({ Sku__c }) => Sku__c === sku)?.Key__c,
    quantity,
  }));
  const detail = { kind: 'Return', reason: 'Unwanted', lines: asked, ...more };
  for (let patience = 0; ; patience++) {
    const answer = await askOnce(scene, placed, detail);
    if (patience === 20 || !answer.result.includes('switched off')) return answer;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  }
}
