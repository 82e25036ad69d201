import type { Settings } from '../config/settings-schema.ts';
import { createAlarmWatch } from '../pipelines/alarms/watch-alarms.ts';
import { createWebhook } from '../pipelines/alarms/webhook.ts';
import { createBudgetPace } from '../pipelines/budget-pace.ts';
import type { Systems } from './connect-systems.ts';
import { webFetch } from './web-fetch.ts';

/** Streams whose silence is an alarm, by the task that must succeed. */
const WATCHED = [
  { key: 'orders-out', name: 'Orders to Linnworks', task: 'outbox' },
  { key: 'fulfilment', name: 'Fulfilment to Salesforce', task: 'fulfilment' },
  { key: 'stock', name: 'Stock to Salesforce', task: 'stock' },
] as const;

/** Orders that are stuck and orders that do not come are about hours. */
const FACTS_MS = 5 * 60_000 - 10_000;

/** The alarm watch with its senses: circuits, schedule, budgets, and the webhook where one is set. */
export function alarmWatch(
  { ALARM_WEBHOOK_URL: url }: Settings,
  { background, settingsRow, circuits, gates, usage }: Systems,
  lastSuccess: (task: string) => Date | null,
  outOfEventsAt: () => Date | null,
): () => Promise<void> {
  const withPace = createBudgetPace(background.clock);
  const senses = {
    outages: () => Object.values(circuits).flatMap(({ outage }) => outage ?? []),
    streams: () =>
      WATCHED.map(({ key, name, task }) => ({
        key,
        name,
        lastSuccess: lastSuccess(task),
        isPaused: !gates.isOpen(key),
      })),
    budgets: () => withPace(usage()),
    outOfEventsAt,
    tell: url === undefined ? null : createWebhook(url, webFetch),
  };
  return createAlarmWatch(background, senses, { row: settingsRow, factsForMs: FACTS_MS });
}
