import type { Settings } from '../config/settings-schema.ts';
import { createAlarmWatch } from '../pipelines/alarms/watch-alarms.ts';
import { createWebhook } from '../pipelines/alarms/webhook.ts';
import type { Systems } from './connect-systems.ts';

/** Streams whose silence is an alarm, by the task that must succeed. */
const WATCHED = [
  { key: 'orders-out', name: 'Orders to Linnworks', task: 'outbox' },
  { key: 'fulfilment', name: 'Fulfilment to Salesforce', task: 'fulfilment' },
  { key: 'stock', name: 'Stock to Salesforce', task: 'stock' },
] as const;

/** The alarm watch with its senses: circuits, schedule, budgets, and the webhook where one is set. */
export function alarmWatch(
  { ALARM_WEBHOOK_URL: url }: Settings,
  { deps, circuits, gates, usage }: Systems,
  lastSuccess: (task: string) => Date | null,
): () => Promise<void> {
  return createAlarmWatch(deps, {
    outages: () => Object.values(circuits).flatMap(({ outage }) => outage ?? []),
    streams: () =>
      WATCHED.map(({ key, name, task }) => ({
        key,
        name,
        lastSuccess: lastSuccess(task),
        isPaused: !gates.isOpen(key),
      })),
    budgets: usage,
    tell: url === undefined ? null : createWebhook(url, fetch),
  });
}
