import { line, sampleOrder } from '../../../sandbox/linnworks-account/testing/sample-orders.ts';
import { startLinnworksAccount } from '../../../sandbox/linnworks-account/start.ts';
import { createImportOrders } from '../../../src/pipelines/channel-orders/import-orders.ts';
import { lookAgainAtImports } from '../../../src/pipelines/channel-orders/look-again.ts';
import { withImports } from '../../../src/pipelines/channel-orders/want-imports.ts';
import type { ChannelSettings } from '../../../src/pipelines/channel-settings.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { Bench } from './bench.ts';
import { HandClock } from './hand-clock.ts';
import { ShopOrg } from './shop-org.ts';

/** An account to which marketplaces bring orders, and an org that wants them as its own. */
export class ImportBench extends Bench {
  override readonly org: ShopOrg;
  readonly hands: HandClock;
  settings: ChannelSettings = {
    ...{ allowReturns: false, otherChannels: 'Salesforce Orders', statusField: '' },
    activateChannelOrders: true,
  };
  readonly #observed: Bench['push'];
  readonly imports: Bench['push'];

  constructor(account: Bench['account'], org: ShopOrg, clock: HandClock) {
    super(account, org, clock);
    this.org = org;
    this.hands = clock;
    this.isOthersToo = true;
    const reference = createReference(this.deps);
    const channels = async () => this.settings;
    this.#observed = withImports(this.deps, reference, channels, (jobs) => this.handle(jobs));
    this.imports = createImportOrders(this.deps, reference, channels);
  }

  static async open(): Promise<ImportBench> {
    const clock = new HandClock('2026-11-24T12:00:00Z');
    const options = { seed: 11, quotas: 'lifted', clock: () => clock.now() } as const;
    const account = await startLinnworksAccount(options);
    const bench = new ImportBench(account, new ShopOrg(), clock);
    await bench.stock('MUG', 'TENT');
    return bench;
  }

  sell(...orders: object[]): Promise<unknown> {
    return this.control('POST', 'sell', { orders });
  }

  /** Polls, and handles what waits until nothing waits any more. */
  override async follow(): Promise<void> {
    await this.poll();
    for (let round = 0; round < 3; round++) {
      await this.#observed(this.store.take('orders-in'));
      await this.imports(this.store.take('orders-import'));
    }
  }

  /** The task that looks at what waits, and what it does. */
  async lookAgain(): Promise<number> {
    const found = await lookAgainAtImports(this.deps);
    await this.follow();
    return found;
  }

  get orders() {
    return this.org.all('Order');
  }
}

/** A paid order of two mugs as Amazon sells it. */
export const amazon = (reference: string, more: object = {}): object =>
  sampleOrder(reference, {
    ...{ Source: 'AMAZON', SubSource: 'UK', ExternalReference: '', ExtendedProperties: [] },
    OrderItems: [line('44120', 'MUG', 2)],
    ...more,
  });
