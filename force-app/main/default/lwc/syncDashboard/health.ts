import { ago, fill } from 'c/syncFormat';
import { LABELS as label } from './labels';
import type { Health } from './read';

export interface Sentence {
  readonly title: string;
  readonly text: string;
  readonly icon: string;
  readonly theme: string;
  /** The worker is gone: nothing else on the page is to be believed before this is read. */
  readonly isUnmissable: boolean;
}

/** The worker writes at least every two minutes: more than twice that without a sign means that it is gone. */
const SILENT_AFTER_MS = 300_000;

export function isSilent(heartbeat: string | null, now: number): boolean {
  return now - new Date(heartbeat ?? 0).getTime() > SILENT_AFTER_MS;
}

const calm = (title: string, text: string, icon: string, theme: string): Sentence => ({
  title,
  text,
  icon: `utility:${icon}`,
  theme: `slds-theme_${theme}`,
  isUnmissable: false,
});

/** One sentence on how everything is, the worst thing first. */
export function sentenceOf(health: Health, errorCount: number, now: number): Sentence {
  const { worker, streams, alarms } = health;
  if (worker === null) return calm(label.notStarted, label.notStartedText, 'info', 'shade');
  if (isSilent(worker.heartbeat, now)) {
    const text = fill(label.workerGoneText, ago(worker.heartbeat, now));
    return { ...calm(label.workerGone, text, 'error', 'error'), isUnmissable: true };
  }
  const seen = fill(label.workerSeen, ago(worker.heartbeat, now), worker.version);
  if (alarms.some(({ severity }) => severity === 'Critical'))
    return calm(label.alarmOpen, seen, 'warning', 'warning');
  const failing = streams.find(({ status }) => status === 'Failing');
  if (failing)
    return calm(
      fill(label.streamFailing, failing.name),
      failing.message ?? seen,
      'warning',
      'warning',
    );
  const paused = streams.find(({ isPaused, status }) => isPaused || status === 'Paused');
  if (paused)
    return calm(fill(label.streamPaused, paused.name), label.streamPausedText, 'pause', 'warning');
  if (errorCount === 1) return calm(label.oneNeedsAttention, seen, 'warning', 'warning');
  if (errorCount > 1)
    return calm(fill(label.needAttention, errorCount), seen, 'warning', 'warning');
  if (alarms.length > 0) return calm(label.alarmOpen, seen, 'warning', 'warning');
  return calm(label.allWell, seen, 'success', 'success');
}
