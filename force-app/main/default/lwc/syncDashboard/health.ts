import { ago, fill } from 'c/syncFormat';
import { LABELS as label } from './labels';
import type { Dashboard } from './read';

export interface Health {
  readonly title: string;
  readonly text: string;
  readonly icon: string;
  readonly theme: string;
}

/** The worker writes at least once a minute: twice that without a sign means that it is gone. */
const SILENT_AFTER_MS = 150_000;

/** One sentence on how everything is, the worst thing first. */
export function healthOf(dashboard: Dashboard | null, now: number): Health {
  const worker = dashboard?.worker ?? null;
  if (dashboard === null || worker === null)
    return {
      title: label.notStarted,
      text: label.notStartedText,
      icon: 'utility:info',
      theme: 'slds-theme_shade',
    };
  const silentMs = now - new Date(worker.heartbeat ?? 0).getTime();
  if (silentMs > SILENT_AFTER_MS)
    return {
      title: label.workerGone,
      text: fill(label.workerGoneText, ago(worker.heartbeat, now)),
      icon: 'utility:error',
      theme: 'slds-theme_error',
    };
  const failing = dashboard.streams.find(({ status }) => status === 'Failing');
  if (failing)
    return {
      title: fill(label.streamFailing, failing.name),
      text: failing.message ?? '',
      icon: 'utility:warning',
      theme: 'slds-theme_warning',
    };
  const seen = fill(label.workerSeen, ago(worker.heartbeat, now), worker.version);
  if (dashboard.errorCount > 0)
    return {
      title: fill(label.needAttention, dashboard.errorCount),
      text: seen,
      icon: 'utility:warning',
      theme: 'slds-theme_warning',
    };
  return { title: label.allWell, text: seen, icon: 'utility:success', theme: 'slds-theme_success' };
}
