/** A thousand planted differences of twelve kinds over both systems: found in one cycle, repaired by the next. */
import { ComparedWorld } from '../../contract/pipelines/compared-world.ts';
import { KINDS, type PlantedKind } from '../../contract/pipelines/planted.ts';
import { atLeast, atMost, type BenchRow } from '../../bench/bench-row.ts';

const GROUP = 'reconcile';
/** Orders that a person deleted in Linnworks are for a person; the other eleven kinds repair themselves. */
const DELETED = 45;
const OTHERS = Math.ceil((1000 - DELETED) / (KINDS.length - 1));

const figure = (name: string, unit = '') => ({ group: GROUP, figure: name, unit });

export async function run(): Promise<BenchRow[]> {
  const world = await ComparedWorld.open();
  try {
    const each = Object.fromEntries(
      KINDS.map((kind) => [kind, kind === 'order deleted in Linnworks' ? DELETED : OTHERS]),
    ) as Record<PlantedKind, number>;
    const planted = await world.plantAll(each);
    await world.compare();
    const found = world.damaged();
    const [orders] = world.org.of('Linnworks_Reconciliation__c');
    await world.settle();
    await world.compare();
    const left = world.open();
    const unnamed = left.filter((row) => !row['What_To_Do__c']);
    const calls = Number(orders?.['Linnworks_Calls__c'] ?? Number.NaN);
    const checked = Number(orders?.['Checked__c'] ?? Number.NaN);
    return [
      atLeast(figure('planted differences', 'records'), planted, 1000),
      atLeast(figure('found in one cycle ÷ planted'), found / planted, 1),
      atMost(figure('false alarms', 'records'), Math.max(0, found - planted), 0),
      atLeast(figure('repaired without a person ÷ planted'), 1 - world.damaged() / planted, 0.95),
      atMost(figure('left without a word on what to do', 'records'), unnamed.length, 0),
      atMost(figure('Linnworks calls per 1,000 orders', 'calls'), (calls / checked) * 1000, 60),
    ];
  } finally {
    await world.bench.account.close();
  }
}
