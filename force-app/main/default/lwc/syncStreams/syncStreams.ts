import { api, LightningElement } from 'lwc';
import { ago, badgeOf, duration, fill, until } from 'c/syncFormat';
import { LABELS as label } from './labels';

export interface Stream {
  readonly key: string;
  readonly name: string;
  readonly status: string;
  readonly isPaused: boolean;
  readonly message: string | null;
  readonly lastSuccess: string | null;
  readonly nextRun: string | null;
  readonly lagSeconds: number | null;
  readonly backlog: number;
  readonly oldestWaiting: string | null;
  readonly errors: number;
  readonly progress: number | null;
  readonly done: number;
  readonly failed: number;
  readonly history: string | null;
}

/** One box for each stream: how it is, when it last worked, what waits. Fires `pause`, `resume` and `syncnow` with the stream. */
export default class SyncStreams extends LightningElement {
  @api streams: readonly Stream[] = [];
  @api mayAct = false;
  /** A pause holds up everybody's orders: it has a permission of its own. */
  @api mayPause = false;
  /** Milliseconds; moves with the timer of the page, so that "12 s ago" grows. */
  @api now = 0;

  get rows() {
    return this.streams.map((stream) => {
      const isPaused = stream.isPaused || stream.status === 'Paused';
      const counts = fill(label.doneAndFailed, stream.done, stream.failed);
      return {
        ...stream,
        badge: badgeOf(isPaused ? 'Paused' : stream.status),
        state: isPaused ? label.paused : stream.status,
        messageClass:
          stream.status === 'Failing' ? 'slds-text-color_error' : 'slds-text-color_weak',
        pauseIcon: isPaused ? 'utility:play' : 'utility:pause',
        pauseTitle: fill(isPaused ? label.resume : label.pause, stream.name),
        syncTitle: fill(label.syncNow, stream.name),
        chart: `${label.lastDay}: ${counts}`,
        facts: this.factsOf(stream, counts),
      };
    });
  }

  private factsOf(stream: Stream, counts: string): { label: string; value: string }[] {
    const { backlog, oldestWaiting, lagSeconds, progress } = stream;
    const waiting =
      oldestWaiting === null || backlog === 0
        ? String(backlog)
        : fill(label.oldest, backlog, ago(oldestWaiting, this.now));
    const facts: [string, string][] = [
      [label.lastSuccess, ago(stream.lastSuccess, this.now)],
      [label.lag, lagSeconds === null ? '' : duration(lagSeconds * 1000)],
      [
        label.waiting,
        progress === null ? waiting : `${waiting}, ${fill(label.progress, progress)}`,
      ],
      [label.errors, String(stream.errors)],
      [label.lastDay, counts],
      [label.nextRun, until(stream.nextRun, this.now)],
    ];
    return facts
      .filter(([, value]) => value !== '')
      .map(([name, value]) => ({ label: name, value }));
  }

  handlePause(event: Event): void {
    const stream = this.streamOf(event);
    if (stream)
      this.tell(stream.isPaused || stream.status === 'Paused' ? 'resume' : 'pause', stream);
  }
  handleSync(event: Event): void {
    const stream = this.streamOf(event);
    if (stream) this.tell('syncnow', stream);
  }

  private streamOf(event: Event): Stream | undefined {
    const { key } = (event.currentTarget as HTMLElement).dataset;
    return this.streams.find((stream) => stream.key === key);
  }
  private tell(name: string, stream: Stream): void {
    this.dispatchEvent(new CustomEvent(name, { detail: { stream } }));
  }
}
