import { api, LightningElement } from 'lwc';
import { ago, badgeOf, fill } from 'c/syncFormat';
import lastSuccess from '@salesforce/label/c.Linnworks_Last_Success';
import waiting from '@salesforce/label/c.Linnworks_Waiting';
import lastDay from '@salesforce/label/c.Linnworks_Last_24_Hours';
import doneAndFailed from '@salesforce/label/c.Linnworks_Done_And_Failed';

export interface Stream {
  readonly key: string;
  readonly name: string;
  readonly status: string;
  readonly message: string | null;
  readonly lastSuccess: string | null;
  readonly backlog: number;
  readonly done: number;
  readonly failed: number;
  readonly history: string | null;
}

/** One box for each stream: how it is, when it last worked, what waits. */
export default class SyncStreams extends LightningElement {
  @api streams: readonly Stream[] = [];
  /** Milliseconds; moves with the timer of the page, so that "12 s ago" grows. */
  @api now = 0;

  get rows() {
    return this.streams.map((stream) => {
      const counts = fill(doneAndFailed, stream.done, stream.failed);
      return {
        ...stream,
        badge: badgeOf(stream.status),
        chart: `${lastDay}: ${counts}`,
        facts: [
          { label: lastSuccess, key: 'success', value: ago(stream.lastSuccess, this.now) },
          { label: waiting, key: 'waiting', value: String(stream.backlog) },
          { label: lastDay, key: 'day', value: counts },
        ],
      };
    });
  }
}
