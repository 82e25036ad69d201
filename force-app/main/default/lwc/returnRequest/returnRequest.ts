import { api, LightningElement } from 'lwc';
import title from '@salesforce/label/c.Linnworks_Ask_Return';
import what from '@salesforce/label/c.Linnworks_Return_Kind';
import kindReturn from '@salesforce/label/c.Linnworks_Return_Kind_Return';
import kindExchange from '@salesforce/label/c.Linnworks_Return_Kind_Exchange';
import kindResend from '@salesforce/label/c.Linnworks_Return_Kind_Resend';
import reason from '@salesforce/label/c.Linnworks_Return_Reason';
import quantity from '@salesforce/label/c.Linnworks_Return_Quantity';
import nothing from '@salesforce/label/c.Linnworks_Return_Nothing';
import send from '@salesforce/label/c.Linnworks_Return_Send';
import close from '@salesforce/label/c.Linnworks_Close';
import { fill } from 'c/syncFormat';

/** A line of a Linnworks order that was shipped. */
export interface ReturnableLine {
  /** Key__c of the Linnworks_Order_Line__c. */
  readonly key: string;
  readonly sku: string;
  readonly title: string;
  readonly shipped: number;
  readonly returned: number;
}

/** Becomes Detail__c of the Return request. */
export interface ReturnWish {
  readonly kind: string;
  readonly reason: string;
  readonly lines: readonly { readonly lineKey: string; readonly quantity: number }[];
}

interface Field {
  readonly value: string;
  reportValidity(): boolean;
}

/** What comes back and why. Fires `ask` with a ReturnWish, and `close`; books nothing itself. */
export default class ReturnRequest extends LightningElement {
  label = { title, what, reason, send, close };
  @api lines: readonly ReturnableLine[] = [];
  @api isBusy = false;
  kind = 'Return';
  problem: string | null = null;
  kinds = [
    { label: kindReturn, value: 'Return' },
    { label: kindExchange, value: 'Exchange' },
    { label: kindResend, value: 'Resend' },
  ];

  /** Lines of which something was shipped and has not come back. */
  get rows() {
    return this.lines
      .map((line) => ({ ...line, left: line.shipped - line.returned }))
      .filter(({ left }) => left > 0)
      .map((line) => ({ ...line, label: fill(quantity, line.sku, line.left) }));
  }

  handleKind(event: CustomEvent<{ value: string }>): void {
    this.kind = event.detail.value;
  }

  handleSend(): void {
    const fields = [
      ...(this.template?.querySelectorAll('lightning-input') ?? []),
    ] as unknown as Field[];
    if (!fields.map((field) => field.reportValidity()).every(Boolean)) return;
    const wish: ReturnWish = { kind: this.kind, reason: this.reasonGiven, lines: this.chosen };
    this.problem = wish.lines.length === 0 ? nothing : null;
    if (this.problem === null)
      this.dispatchEvent(new CustomEvent<ReturnWish>('ask', { detail: wish }));
  }

  handleClose(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }

  private get reasonGiven(): string {
    const field = this.template?.querySelector('lightning-input[data-reason]');
    return ((field as unknown as Field | null)?.value ?? '').trim();
  }

  private get chosen(): ReturnWish['lines'] {
    return this.rows
      .map(({ key }) => {
        const field = this.template?.querySelector(`lightning-input[data-key="${key}"]`);
        return { lineKey: key, quantity: Number((field as unknown as Field | null)?.value ?? 0) };
      })
      .filter((line) => line.quantity > 0);
  }
}
