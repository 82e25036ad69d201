import type { Values } from '../org-client.ts';
import { waitFor } from '../wait-for.ts';
import type { World } from '../world.ts';
import type { RealOrder, Step } from './real-order.ts';

interface Asked extends Values {
  readonly Id: string;
  readonly Kind__c: string;
  readonly Status__c: string;
  readonly Result__c: string | null;
}

const requestsOf = ({ org }: World, id: string): Promise<Asked[]> =>
  org.query<Asked>(
    `SELECT Id, Kind__c, Status__c, Result__c FROM Linnworks_Sync_Request__c WHERE Order__c = '${id}' ORDER BY CreatedDate, Id`,
  );

async function act(world: World, id: string, reference: string, step: Step): Promise<void> {
  const { org, account } = world;
  if ('warehouse' in step) await account.step(reference, step.warehouse);
  if ('order' in step) await org.update('Order', id, step.order);
  if ('line' in step) {
    const [item] = await org.query<{ Id: string }>(
      `SELECT Id FROM OrderItem WHERE OrderId = '${id}' ORDER BY CreatedDate, Id`,
    );
    await org.update('OrderItem', item?.Id ?? '', step.line);
  }
  if ('cancel' in step)
    await org.create('Linnworks_Sync_Request__c', {
      ...{ Kind__c: 'Cancel', Status__c: 'Pending', Source__c: 'User', Order__c: id },
      Key__c: `cancel-${id}`,
      Detail__c: JSON.stringify({ reason: step.cancel }),
    });
}

/**
 * Takes the steps of one order, each after the answer to the one before.
 * @returns what was answered to the last of them.
 */
export async function takeSteps(
  world: World,
  order: RealOrder,
  id: string,
  reference: string,
): Promise<string> {
  let answer = '';
  for (const step of order.steps ?? []) {
    const before = new Set((await requestsOf(world, id)).map((request) => request.Id));
    await act(world, id, reference, step);
    if ('warehouse' in step) continue;
    answer = await waitFor(
      `an answer to a step of "${order.name}"`,
      async () => {
        const fresh = (await requestsOf(world, id)).filter((request) => !before.has(request.Id));
        const isOpen = ({ Status__c }: Asked) => Status__c !== 'Done' && Status__c !== 'Failed';
        return fresh.length > 0 && !fresh.some(isOpen) && (fresh.at(-1)?.Result__c ?? '-');
      },
      60_000,
    );
  }
  return answer;
}
