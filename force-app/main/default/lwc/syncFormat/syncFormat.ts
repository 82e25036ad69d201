import justNow from '@salesforce/label/c.Linnworks_Just_Now';
import secondsAgo from '@salesforce/label/c.Linnworks_Seconds_Ago';
import minutesAgo from '@salesforce/label/c.Linnworks_Minutes_Ago';
import hoursAgo from '@salesforce/label/c.Linnworks_Hours_Ago';
import daysAgo from '@salesforce/label/c.Linnworks_Days_Ago';
import never from '@salesforce/label/c.Linnworks_Never';
import dueNow from '@salesforce/label/c.Linnworks_Due_Now';
import inTime from '@salesforce/label/c.Linnworks_In_Time';
import inMilliseconds from '@salesforce/label/c.Linnworks_Milliseconds';
import inSeconds from '@salesforce/label/c.Linnworks_Seconds';
import inMinutes from '@salesforce/label/c.Linnworks_Minutes';
import inHours from '@salesforce/label/c.Linnworks_Hours';
import inDays from '@salesforce/label/c.Linnworks_Days';

/** Puts values into the `{0}`, `{1}` of a custom label. */
export function fill(label: string, ...values: (string | number)[]): string {
  return label.replace(/\{(\d)\}/g, (whole, index: string) =>
    String(values[Number(index)] ?? whole),
  );
}

/** How long ago, in the largest unit that fits. */
export function ago(value: string | null | undefined, now: number): string {
  if (!value) return never;
  const seconds = Math.max(0, Math.round((now - new Date(value).getTime()) / 1000));
  if (seconds < 5) return justNow;
  if (seconds < 60) return fill(secondsAgo, seconds);
  if (seconds < 3600) return fill(minutesAgo, Math.floor(seconds / 60));
  if (seconds < 86400) return fill(hoursAgo, Math.floor(seconds / 3600));
  return fill(daysAgo, Math.floor(seconds / 86400));
}

/** A figure as the browser's language groups it: 1,204. */
export const grouped = (figure: number): string => new Intl.NumberFormat().format(figure);

/** The time of day as the browser's language writes it: 16:40. */
export const clockTime = (value: string): string =>
  new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }).format(
    new Date(value),
  );

/** A length of time in the largest unit that fits. */
export function duration(ms: number): string {
  if (ms < 1_000) return fill(inMilliseconds, Math.round(ms));
  if (ms < 60_000) return fill(inSeconds, Math.round(ms / 1_000));
  if (ms < 3_600_000) return fill(inMinutes, Math.round(ms / 60_000));
  if (ms < 86_400_000) return fill(inHours, Math.round(ms / 3_600_000));
  return fill(inDays, Math.round(ms / 86_400_000));
}

/** When something comes: "in 12 s", or that it is due. Empty when nothing is planned. */
export function until(value: string | null | undefined, now: number): string {
  if (!value) return '';
  const ms = new Date(value).getTime() - now;
  return ms < 1_000 ? dueNow : fill(inTime, duration(ms));
}

/** Colours of a state: base components and badges know these words. */
export type Tone = 'success' | 'warning' | 'error' | 'neutral';

const TONES: Readonly<Record<string, Tone>> = {
  Shipped: 'success',
  Packed: 'success',
  'On Hold': 'warning',
  Parked: 'warning',
  'Part Shipped': 'warning',
  'Cancel Requested': 'warning',
  Cancelled: 'error',
  Deleted: 'error',
  Open: 'error',
  Critical: 'error',
  Different: 'warning',
  'Missing In Linnworks': 'error',
  'Missing In Salesforce': 'error',
  Repairing: 'warning',
  Repaired: 'success',
  Stopped: 'error',
  Failing: 'error',
  Retrying: 'warning',
  Paused: 'warning',
  Resolved: 'success',
  Running: 'success',
  Idle: 'success',
};

export function toneOf(state: string | null | undefined): Tone {
  return TONES[state ?? ''] ?? 'neutral';
}

const BADGES: Readonly<Record<Tone, string>> = {
  success: 'slds-badge slds-theme_success',
  warning: 'slds-badge slds-theme_warning',
  error: 'slds-badge slds-theme_error',
  neutral: 'slds-badge',
};

export function badgeOf(state: string | null | undefined): string {
  return BADGES[toneOf(state)];
}
