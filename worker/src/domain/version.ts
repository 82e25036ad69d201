/**
 * How new an observation is. Two clocks are in play: Linnworks' last-updated time, which only the v2 delta tells, and
 * our own clock when the question was asked. They are never compared with each other: they may be minutes apart.
 */
export interface Version {
  /** Linnworks' last-updated time; null where the read does not tell it. */
  readonly updatedAt: string | null;
  /** Our clock, when the read was asked for. */
  readonly observedAt: string;
  /** False when facts that are newer than `updatedAt` are known from a read without it. */
  readonly isExact: boolean;
}

/**
 * Whether `next` must not replace `last`. Linnworks' own time decides where both have it; else who asked later. What was
 * updated later but read earlier than a look without a time is older: that look has seen it already.
 */
export function isOlder(next: Version, last: Version): boolean {
  if (next.updatedAt !== null && last.updatedAt !== null) {
    if (next.updatedAt < last.updatedAt) return true;
    if (next.updatedAt > last.updatedAt && last.isExact) return false;
  }
  return next.observedAt < last.observedAt;
}

/** The version to remember after `next` replaced `last`: the newest known update stays known. */
export function afterwards(next: Version, last: Version | undefined): Version {
  if (next.updatedAt !== null || last?.updatedAt == null) return next;
  return { updatedAt: last.updatedAt, observedAt: next.observedAt, isExact: false };
}

/** As `Version__c` shows it: Linnworks' time, else when it was seen. */
export function versionText({ updatedAt, observedAt }: Omit<Version, 'isExact'>): string {
  return updatedAt ?? observedAt;
}
