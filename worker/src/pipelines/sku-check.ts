import type { Problem } from '../domain/problem.ts';
import { problem } from '../mapping/field-row.ts';
import type { MappedOrder } from '../mapping/to-linnworks-order.ts';
import type { PipelineDeps } from './deps.ts';

export interface SkuCheck {
  /** Those of the SKUs that Linnworks does not have, in lower case. */
  unknown(skus: readonly string[]): Promise<ReadonlySet<string>>;
  problems(mapped: MappedOrder, unknown: ReadonlySet<string>): Problem[];
}

/** An item that exists rarely goes away; one that does not may be created at any moment and is always asked again. */
const REMEMBER_MS = 30 * 60_000;

export function createSkuCheck({
  linnworks,
  clock,
}: Pick<PipelineDeps, 'linnworks' | 'clock'>): SkuCheck {
  const knownUntil = new Map<string, number>();
  return {
    async unknown(skus) {
      const now = clock.now().getTime();
      const wanted = new Map(skus.map((sku) => [sku.toLowerCase(), sku]));
      const ask = [...wanted].filter(([key]) => (knownUntil.get(key) ?? 0) < now);
      if (ask.length === 0) return new Set();
      const found = await linnworks.knownSkus(ask.map(([, sku]) => sku));
      for (const key of found) knownUntil.set(key, now + REMEMBER_MS);
      return new Set(ask.map(([key]) => key).filter((key) => !found.has(key)));
    },
    problems(mapped, unknown) {
      return mapped.order.OrderItems.flatMap((item, index) => {
        if (!unknown.has(item.ChannelSKU.toLowerCase())) return [];
        const message = `Linnworks has no item with the SKU "${item.ChannelSKU}".`;
        const cause = `LW_SKU_UNKNOWN|${item.ChannelSKU}`;
        return [problem(`OrderItem[${index}].Product2`, 'LW_SKU_UNKNOWN', message, cause)];
      });
    },
  };
}
