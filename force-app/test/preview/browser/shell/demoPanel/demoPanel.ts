import { api, LightningElement } from 'lwc';

interface DemoOrder {
  readonly id: string;
  readonly orderNumber: string;
  readonly name: string;
}
interface Status {
  readonly pace: string;
  readonly outage: boolean;
  readonly orders: readonly DemoOrder[];
}
const ASK_MS = 3_000;

/** Drives the emulated world from beside the page; hidden where there is none. */
export default class DemoPanel extends LightningElement {
  @api orderId: string | undefined;
  status: Status | null = null;
  message = '';
  private timer: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    void this.ask();
    this.timer = setInterval(() => void this.ask(), ASK_MS);
  }
  disconnectedCallback(): void {
    clearInterval(this.timer);
  }

  async ask(): Promise<void> {
    const response = await fetch('/__demo/status');
    if (response.ok) this.status = (await response.json()) as Status;
    else clearInterval(this.timer);
  }

  get paces() {
    return ['paused', 'slow', 'normal', 'fast'].map((value) => ({
      value,
      variant: value === this.status?.pace ? 'brand' : 'neutral',
    }));
  }
  get outageLabel(): string {
    return this.status?.outage ? 'Bring Linnworks back' : 'Take Linnworks down';
  }
  get outageVariant(): string {
    return this.status?.outage ? 'success' : 'destructive-text';
  }
  get orders() {
    return (this.status?.orders ?? []).slice(0, 8).map(({ id, orderNumber, name }) => ({
      id,
      url: `/lightning/r/Order/${id}/view`,
      text: `${orderNumber} ${name}`,
    }));
  }
  /** The order on the page, else the last one placed. */
  get target(): string {
    const order =
      this.status?.orders.find(({ id }) => id === this.orderId) ?? this.status?.orders[0];
    return order === undefined ? 'No order yet' : `Order ${order.orderNumber}`;
  }

  handleAction(event: Event): void {
    void this.act((event.currentTarget as HTMLElement).dataset['action'] ?? '');
  }
  handleBreak(event: CustomEvent<{ value: string }>): void {
    void this.act('break', { kind: event.detail.value });
  }
  handlePace(event: Event): void {
    void this.act('pace', { pace: (event.currentTarget as HTMLElement).dataset['pace'] });
  }
  handleOutage(): void {
    void this.act('outage', { on: !this.status?.outage });
  }

  async act(action: string, body: Record<string, unknown> = {}): Promise<void> {
    const isKnown = this.status?.orders.some(({ id }) => id === this.orderId);
    const response = await fetch(`/__demo/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...(isKnown ? { orderId: this.orderId } : {}), ...body }),
    });
    const reply = (await response.json()) as { error?: string; orderNumber?: string } | null;
    this.message =
      reply?.error ?? (reply?.orderNumber ? `Order ${reply.orderNumber} placed.` : 'Done.');
    await this.ask();
  }
}
