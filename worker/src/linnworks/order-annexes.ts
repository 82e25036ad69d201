import { z } from 'zod';
import { inChunks } from '../domain/chunks.ts';
import type { OrderRelation } from '../domain/linnworks-port.ts';
import type { LinnworksClient } from './client.ts';

const IDS_PER_CALL = 100;

const relationsSchema = z.record(
  z.string(),
  z
    .array(
      z.looseObject({
        ParentOrderId: z.string(),
        ChildOrderId: z.string(),
        Type: z.string().nullish(),
      }),
    )
    .nullable(),
);

/** The literals are not documented; compared without case. What is not known is a split: it keeps the tie. */
const RELATIONS: Readonly<Record<string, OrderRelation['relation']>> = {
  SPLIT: 'Split',
  MERGE: 'Merge',
  MERGED: 'Merge',
  RESEND: 'Resend',
  EXCHANGE: 'Exchange',
};

/** POST Orders/GetOrdersRelations: parents and children, each pair once. */
export async function relations(
  client: LinnworksClient,
  ids: readonly string[],
): Promise<OrderRelation[]> {
  const found = new Map<string, OrderRelation>();
  for (const orderIds of inChunks(ids, IDS_PER_CALL)) {
    const reply = await client.call('relations', { orderIds }, relationsSchema);
    for (const rows of Object.values(reply))
      for (const { ParentOrderId, ChildOrderId, Type } of rows ?? []) {
        const pair = {
          parentId: ParentOrderId.toLowerCase(),
          childId: ChildOrderId.toLowerCase(),
          relation: RELATIONS[(Type ?? '').toUpperCase()] ?? ('Split' as const),
        };
        found.set(`${pair.parentId}>${pair.childId}`, pair);
      }
  }
  return [...found.values()];
}

const trailsSchema = z.looseObject({
  AuditTrails: z
    .array(
      z.looseObject({
        pkOrderId: z.string(),
        AuditTrail: z
          .array(
            z.looseObject({
              fkOrderHistoryTypeId: z.string().nullish(),
              Note: z.string().nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

/** POST Orders/GetOrderAuditTrailsByIds: the text of the newest entry whose type is a cancellation. */
export async function cancelReasons(
  client: LinnworksClient,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const reasons = new Map<string, string>();
  for (const OrderIds of inChunks(ids, IDS_PER_CALL)) {
    const reply = await client.call('auditTrails', { OrderIds }, trailsSchema);
    for (const { pkOrderId, AuditTrail } of reply.AuditTrails ?? []) {
      const entry = AuditTrail?.findLast(({ fkOrderHistoryTypeId: type }) =>
        (type ?? '').toUpperCase().includes('CANCEL'),
      );
      if (entry?.Note) reasons.set(pkOrderId.toLowerCase(), entry.Note);
    }
  }
  return reasons;
}

const wavesSchema = z.looseObject({
  PickingWaves: z
    .array(
      z.looseObject({
        PickingWaveId: z.number(),
        Orders: z
          .array(
            z.looseObject({ OrderId_Guid: z.string().nullish(), PickState: z.string().nullish() }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

/** Finished waves too: an order whose wave is complete is picked. Without a state not all of them are answered. */
const WAVE_STATES = ['InProgress', 'Complete'] as const;

/** GET Picking/GetAllPickingWaves. */
export async function pickWaves(
  client: LinnworksClient,
): Promise<Map<string, { waveId: number; isPicked: boolean }>> {
  const found = new Map<string, { waveId: number; isPicked: boolean }>();
  for (const state of WAVE_STATES) {
    const reply = await client.call('pickWaves', { state, detailLevel: 'All' }, wavesSchema);
    for (const { PickingWaveId: waveId, Orders: orders } of reply.PickingWaves ?? [])
      for (const { OrderId_Guid: id, PickState: pickState } of orders ?? [])
        if (id) found.set(id.toLowerCase(), { waveId, isPicked: pickState === 'Picked' });
  }
  return found;
}
