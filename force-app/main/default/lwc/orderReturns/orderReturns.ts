import { api, LightningElement } from 'lwc';
import title from '@salesforce/label/c.Linnworks_Returns';
import paidBack from '@salesforce/label/c.Linnworks_Returns_Paid_Back';
import line from '@salesforce/label/c.Linnworks_Return_Line';
import booked from '@salesforce/label/c.Linnworks_Return_Times';
import settled from '@salesforce/label/c.Linnworks_Return_Settled';
import trace from '@salesforce/label/c.Linnworks_Trace';
import { ago, badgeOf, fill } from 'c/syncFormat';

export interface ReturnRow {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly reference: string;
  readonly reason: string;
  readonly amount: number;
  readonly currency: string;
  readonly booked: string;
  readonly settled: string;
  readonly trace: string;
  readonly lines: readonly {
    readonly id: string;
    readonly sku: string;
    readonly quantity: number;
    readonly reason: string;
  }[];
}

const money = (amount: number, currency: string): string => `${amount.toFixed(2)} ${currency}`;

/** Returns, exchanges, resends and refunds of one order, with what was paid back in all. */
export default class OrderReturns extends LightningElement {
  @api returns: readonly ReturnRow[] = [];
  @api now = 0;

  get heading(): string {
    const paid = this.returns.filter(({ status }) => status === 'Refunded');
    const sums = new Map<string, number>();
    for (const { amount, currency } of paid)
      if (amount > 0) sums.set(currency, (sums.get(currency) ?? 0) + amount);
    const total = [...sums].map(([currency, amount]) => money(amount, currency)).join(', ');
    return total === '' ? title : fill(paidBack, total);
  }

  get rows() {
    return this.returns.map((one) => ({
      id: one.id,
      title: [one.kind, one.reference].filter(Boolean).join(' '),
      status: one.status,
      badge: badgeOf(one.status === 'Refunded' ? 'Resolved' : one.status),
      reason: one.reason,
      amount: one.amount > 0 ? money(one.amount, one.currency) : '',
      lines: one.lines.map(({ id, sku, quantity, reason }) => ({
        id,
        text: [fill(line, quantity, sku), reason === one.reason ? '' : reason]
          .filter(Boolean)
          .join(' · '),
      })),
      facts: [
        one.booked === '' ? '' : fill(booked, ago(one.booked, this.now)),
        one.settled === '' ? '' : fill(settled, ago(one.settled, this.now)),
        one.trace === '' ? '' : `${trace} ${one.trace}`,
      ]
        .filter(Boolean)
        .join(' · '),
    }));
  }
}
