import { startLinnworksAccount, type LinnworksAccountOptions } from '../start.ts';
import { CATALOGUE, sampleOrder } from './sample-orders.ts';
import { connect, type VendorClient } from './vendor-client.ts';

/** A clock that stands still until it is moved. */
class TestClock {
  #now = Date.parse('2026-11-24T12:00:00Z');
  readonly read = (): Date => new Date(this.#now);

  forward(seconds: number): void {
    this.#now += seconds * 1000;
  }
}

export interface OwnAccount extends VendorClient {
  readonly url: string;
  readonly clock: TestClock;
  /** Sends one sample order and returns its id. */
  enter(reference: string, more?: object): Promise<string>;
  close(): Promise<void>;
}

/** A stocked account on a clock of its own, with a client that checks every reply. */
export async function ownAccount(options: LinnworksAccountOptions = {}): Promise<OwnAccount> {
  const clock = new TestClock();
  const account = await startLinnworksAccount({ seed: 7, clock: clock.read, ...options });
  const client = await connect(account);
  await client.control('POST', 'catalogue', CATALOGUE);
  return {
    ...client,
    url: account.url,
    clock,
    async enter(reference, more) {
      const orders = [sampleOrder(reference, more)];
      const [id] = await client.read<string[]>('Orders/CreateOrders', { orders });
      if (id === undefined) throw new Error(`Order ${reference} was not saved`);
      return id;
    },
    close: () => account.close(),
  };
}
