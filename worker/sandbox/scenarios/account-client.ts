/** The control address of the emulated Linnworks account: what a warehouse person would do, and faults. */
export type Pace = 'paused' | 'slow' | 'normal' | 'fast';
export type Stage = 'allocated' | 'picking' | 'picked' | 'packed' | 'shipped';

export interface AccountClient {
  setPace(pace: Pace): Promise<void>;
  step(reference: string, to: Stage): Promise<void>;
  split(reference: string): Promise<void>;
  cancel(reference: string, reason: string): Promise<void>;
  hold(reference: string): Promise<void>;
  adjustStock(sku: string, location: string, delta: number, note: string): Promise<void>;
  /** Any other command of the control address; see linnworks-account/control. */
  command(path: string, body: object): Promise<unknown>;
  catalogue(items: readonly object[]): Promise<void>;
  orders(): Promise<{ ReferenceNum: string; NumOrderId: number; Processed: boolean }[]>;
  faults(rules: readonly object[]): Promise<void>;
  clearFaults(): Promise<void>;
}

/**
 * Requests of one fault rule are answered with an error until the rules are cleared; see faults/fault-rules.ts.
 * @throws Error with the account's own body when a command is refused.
 */
export function controlAccount(accountUrl: string): AccountClient {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${accountUrl}/__account/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const post = async (path: string, body: unknown): Promise<void> => {
    await call('POST', path, body);
  };
  return {
    setPace: (pace) => post('warehouse', { pace }),
    step: (reference, to) => post('warehouse/step', { reference, to }),
    split: (reference) => post('warehouse/split', { reference }),
    cancel: (reference, reason) => post('warehouse/cancel', { reference, reason }),
    hold: (reference) => post('warehouse/hold', { reference }),
    adjustStock: (sku, location, delta, note) => post('stock', { sku, location, delta, note }),
    command: (path, body) => call('POST', path, body),
    catalogue: (items) => post('catalogue', { items }),
    orders: async () =>
      (await call('GET', 'orders')) as Awaited<ReturnType<AccountClient['orders']>>,
    faults: (rules) => post('faults', rules),
    clearFaults: async () => {
      await call('DELETE', 'faults');
    },
  };
}
