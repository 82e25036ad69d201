import type { SalesforceRecord } from '../../domain/ports.ts';

/** More records than these are one alarm all the same. */
export const MOST_COUNTED = 2000;

/** When a silence becomes an alarm; zero switches a rule off. */
export interface Thresholds {
  readonly noOrdersHours: number;
  /** While too little is known of what is usual; zero switches that rule off all the same. */
  readonly stuckHours: number;
  readonly silentMinutes: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  noOrdersHours: 24,
  stuckHours: 72,
  silentMinutes: 30,
};

const number = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value >= 0 ? value : otherwise;

export function toThresholds(row: SalesforceRecord | undefined): Thresholds {
  return {
    noOrdersHours: number(row?.['No_Orders_Hours__c'], DEFAULT_THRESHOLDS.noOrdersHours),
    stuckHours: number(row?.['Order_Stuck_Hours__c'], DEFAULT_THRESHOLDS.stuckHours),
    silentMinutes: number(row?.['Stream_Silent_Minutes__c'], DEFAULT_THRESHOLDS.silentMinutes),
  };
}
