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
  readonly #lastAt = new Map<string, PickWave>();
  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  all(): readonly PickWave[] {
    return this.#waves;
  }

  add(order: Order): void {
    const last = this.#lastAt.get(order.locationId);
    const isFree = last && last.orders.length < ORDERS_PER_WAVE && last.endedAt === null;
    const wave = isFree ? last : this.#start(order.locationId);
    wave.orders.push({ order, picked: false });
    order.pickWaveIds.push(wave.id);
  }

  #start(locationId: string): PickWave {
    const id = this.#waves.length + 1;
    const wave = { id, locationId, createdAt: this.#clock(), endedAt: null, orders: [] };
    this.#waves.push(wave);
    this.#lastAt.set(locationId, wave);
    return wave;
  }

  finish(order: Order): void {
    const wave = this.#waves[(order.pickWaveIds.at(-1) ?? 0) - 1];
    if (!wave) return;
    for (const entry of wave.orders) if (entry.order === order) entry.picked = true;
    if (waveState(wave) === 'Complete') wave.endedAt ??= this.#clock();
  }
}
