import { isCancelled, isProcessed, type Order } from '../state/order.ts';

const ORDERS_PER_WAVE = 4;

export interface PickWave {
  readonly id: number;
  readonly locationId: string;
  readonly createdAt: Date;
  endedAt: Date | null;
  readonly orders: { readonly order: Order; picked: boolean }[];
}

export type WaveState = 'InProgress' | 'Complete';

export const waveState = ({ orders }: PickWave): WaveState =>
  orders.every(({ picked, order }) => picked || isCancelled(order)) ? 'Complete' : 'InProgress';

export function pickState({ picked, order }: PickWave['orders'][number]): string {
  if (isCancelled(order)) return 'Cancelled';
  if (isProcessed(order)) return 'Processed';
  if (order.isLocked || order.parkedFor.size > 0) return 'LockedOrParked';
  return picked ? 'Picked' : 'Unpicked';
}

/** Rounds of a picker through one location, a few orders each. */
export class PickWaves {
  readonly #waves: PickWave[] = [];
  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  all(): readonly PickWave[] {
    return this.#waves;
  }

  add(order: Order): void {
    const open = this.#waves.find(
      (wave) =>
        wave.locationId === order.locationId &&
        wave.orders.length < ORDERS_PER_WAVE &&
        waveState(wave) === 'InProgress',
    );
    const wave = open ?? this.#start(order.locationId);
    wave.orders.push({ order, picked: false });
    order.pickWaveIds.push(wave.id);
  }

  #start(locationId: string): PickWave {
    const id = this.#waves.length + 1;
    const wave = { id, locationId, createdAt: this.#clock(), endedAt: null, orders: [] };
    this.#waves.push(wave);
    return wave;
  }

  finish(order: Order): void {
    for (const wave of this.#waves)
      for (const entry of wave.orders) if (entry.order === order) entry.picked = true;
    for (const wave of this.#waves)
      if (wave.endedAt === null && waveState(wave) === 'Complete') wave.endedAt = this.#clock();
  }
}
