import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { line } from '../testing/sample-orders.ts';
import { ownAccount, type OwnAccount } from '../testing/own-account.ts';

interface Summary {
  Stage: string;
  Processed: boolean;
  Allocation: string;
  TrackingNumber: string;
  Parcels: { trackingNumber: string; lines: { quantity: number }[] }[];
}

describe('the warehouse', () => {
  let account: OwnAccount;
  const only = async (reference: string): Promise<Summary> => {
    const orders = await account.control<Summary[]>('GET', `orders/${reference}`);
    if (!orders[0]) throw new Error('no order');
    return orders[0];
  };

  beforeEach(async () => {
    account = await ownAccount();
  });
  afterEach(() => account.close());

  it('works an order off by the clock, stage by stage', async () => {
    await account.control('POST', 'warehouse', { pace: { secondsPerStep: 10 } });
    await account.enter('W-1');
    const stages = new Set<string>();
    for (let n = 0; n < 80 && !(await only('W-1')).Processed; n++) {
      stages.add((await only('W-1')).Stage);
      account.clock.forward(1);
    }
    expect([...stages]).toEqual(['waiting', 'allocated', 'picking', 'picked', 'packed']);
    expect((await only('W-1')).TrackingNumber).not.toBe('');
  });

  it('catches up with a clock that leapt', async () => {
    await account.control('POST', 'warehouse', { pace: 'normal' });
    await account.enter('W-2');
    await account.control('GET', 'orders');
    account.clock.forward(3600);
    expect((await only('W-2')).Processed).toBe(true);
  });

  it('leaves unpaid, parked, locked and held orders alone', async () => {
    await account.enter('U-1', { PaymentStatus: 'Unpaid' });
    await account.enter('H-1');
    await account.control('POST', 'warehouse/hold', { reference: 'H-1' });
    await account.enter('L-1');
    await account.control('POST', 'warehouse/lock', { reference: 'L-1' });
    await account.control('POST', 'warehouse', { pace: 'fast' });
    await account.control('GET', 'orders');
    account.clock.forward(3600);
    for (const reference of ['U-1', 'H-1', 'L-1'])
      expect((await only(reference)).Stage).toBe('waiting');
    const step = account.control('POST', 'warehouse/step', { reference: 'H-1' });
    await expect(step).rejects.toThrow(/409.*on hold/);
  });

  it('waits for goods that are not there', async () => {
    await account.enter('G-1', { OrderItems: [line('1', 'TENT', 12)] });
    const step = () => account.control('POST', 'warehouse/step', { reference: 'G-1' });
    await expect(step()).rejects.toThrow(/Partial/);
    await account.control('POST', 'stock', { sku: 'TENT', delta: 5, note: 'Receipt' });
    await step();
    expect(await only('G-1')).toMatchObject({ Stage: 'allocated', Allocation: 'Full' });
  });

  it('does not promise the same piece twice', async () => {
    for (const reference of ['O-1', 'O-2'])
      await account.enter(reference, { OrderItems: [line('1', 'TENT', 6)] });
    await account.control('POST', 'warehouse/step', { reference: 'O-1' });
    const second = () => account.control('POST', 'warehouse/step', { reference: 'O-2' });
    await expect(second()).rejects.toThrow(/Partial/);
    await account.control('POST', 'warehouse/cancel', { reference: 'O-1' });
    await second();
    expect((await only('O-2')).Stage).toBe('allocated');
  });

  it('packs as many parcels as asked, every piece in one of them', async () => {
    await account.enter('P-1', { OrderItems: [line('1', 'MUG', 5), line('2', 'TENT', 2)] });
    const to = { reference: 'P-1', to: 'packed', parcels: 3 };
    await account.control('POST', 'warehouse/step', to);
    const { Parcels } = await only('P-1');
    expect(new Set(Parcels.map(({ trackingNumber }) => trackingNumber)).size).toBe(3);
    const pieces = Parcels.flatMap(({ lines }) => lines).reduce(
      (sum, { quantity }) => sum + quantity,
      0,
    );
    expect(pieces).toBe(7);
  });

  it('has the same day again with the same seed', async () => {
    const trackingOf = async (one: OwnAccount): Promise<unknown> => {
      await one.enter('D-1');
      return one.control('POST', 'warehouse/step', { reference: 'D-1', to: 'packed' });
    };
    const twin = await ownAccount();
    const days = [await trackingOf(account), await trackingOf(twin)];
    await twin.close();
    expect(days[0]).toEqual(days[1]);
  });

  it('splits, merges and cancels by hand', async () => {
    await account.enter('S-1', { OrderItems: [line('1', 'MUG', 4)] });
    const parts = await account.control<{ OrderId: string }[]>('POST', 'warehouse/split', {
      reference: 'S-1',
    });
    expect(parts).toHaveLength(2);
    await account.enter('M-1');
    await account.enter('M-2');
    const merged = await account.control('POST', 'warehouse/merge', { references: ['M-1', 'M-2'] });
    expect(merged).toMatchObject({ ReferenceNum: 'MERGED' });
    await account.control('POST', 'warehouse/cancel', {
      reference: 'S-1',
      reason: 'No longer wanted',
    });
    expect(await account.control('GET', 'orders/S-1')).toMatchObject([
      { IsCancelled: true },
      { IsCancelled: true },
    ]);
  });

  it('shows what it picks as pick waves', async () => {
    for (const reference of ['A', 'B']) {
      await account.enter(reference);
      await account.control('POST', 'warehouse/step', { reference, to: 'picking' });
    }
    await account.control('POST', 'warehouse/step', { reference: 'A', to: 'picked' });
    const { PickingWaves } = await account.read<{
      PickingWaves: { State: string; Orders: { PickState: string }[] }[];
    }>('Picking/GetAllPickingWaves', { state: 'InProgress', detailLevel: 'All' });
    expect(PickingWaves[0]?.Orders.map(({ PickState }) => PickState)).toEqual([
      'Picked',
      'Unpicked',
    ]);
    expect((await account.call('Picking/GetAllPickingWaveHeaders')).status).toBe(400);
    await account.control('POST', 'warehouse/step', { reference: 'B', to: 'picked' });
    await account.read('Picking/GetAllPickingWaveHeaders', { state: 'Complete' });
  });
});
