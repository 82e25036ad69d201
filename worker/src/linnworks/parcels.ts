import { z } from 'zod';
import type { TrackingQuestion } from '../domain/linnworks-port.ts';
import type { ObservedParcel } from '../domain/observed-order.ts';
import { linnworksDate } from '../wire/to-observed-order.ts';
import type { LinnworksClient } from './client.ts';
import type { ManyIds } from './many-ids.ts';

const packagingSchema = z.array(
  z.looseObject({
    pkOrderID: z.string(),
    Bins: z
      .array(
        z.looseObject({
          TrackingNumber: z.string().nullish(),
          Weight: z.number().nullish(),
          PrintDate: z.string().nullish(),
          Items: z
            .array(
              z.looseObject({
                fkOrderItemId: z.string().nullish(),
                Quantity: z.number().nullish(),
              }),
            )
            .nullish(),
        }),
      )
      .nullish(),
  }),
);
type Bin = NonNullable<z.infer<typeof packagingSchema>[number]['Bins']>[number];

function toParcel(bin: Bin): ObservedParcel {
  return {
    trackingNumber: bin.TrackingNumber?.trim() || null,
    weightKg: bin.Weight ?? null,
    labelPrintedAt: linnworksDate(bin.PrintDate),
    packageType: null,
    contents: (bin.Items ?? []).flatMap(({ fkOrderItemId: rowId, Quantity: quantity }) =>
      rowId && quantity ? [{ rowId: rowId.toLowerCase(), quantity }] : [],
    ),
  };
}

/** POST Orders/GetOrderPackagingCalculation, reading only: all parcels of many orders in one call. */
export async function parcels(
  client: LinnworksClient,
  ids: readonly string[],
  many: ManyIds,
): Promise<Map<string, ObservedParcel[]>> {
  const rows = await many.read(ids, (pkOrderIds) =>
    client.call(
      'packaging',
      { pkOrderIds, Recalculate: false, SaveRecalculation: false },
      packagingSchema,
    ),
  );
  return new Map(
    rows.map(({ pkOrderID, Bins }) => [pkOrderID.toLowerCase(), (Bins ?? []).map(toParcel)]),
  );
}

const urlsSchema = z.looseObject({
  Items: z
    .array(
      z.looseObject({
        TrackingURL: z.string().nullish(),
        PostalTrackingNumber: z.string().nullish(),
      }),
    )
    .nullish(),
});

/** POST ProcessedOrders/GetOrderTrackingURLs. Only http(s) addresses are believed: they become links. */
export async function trackingUrls(
  client: LinnworksClient,
  questions: readonly TrackingQuestion[],
  many: ManyIds,
): Promise<Map<string, string>> {
  const rows = await many.read(questions, async (some) => {
    const Items = some.map(({ orderNumber, vendor, trackingNumber }) => ({
      OrderId: orderNumber,
      Vendor: vendor,
      PostalTrackingNumber: trackingNumber,
      Postcode: '',
    }));
    return (await client.call('trackingUrls', { Items }, urlsSchema)).Items ?? [];
  });
  return new Map(
    rows.flatMap(({ PostalTrackingNumber: number, TrackingURL: url }): [string, string][] =>
      number && url && /^https?:\/\//.test(url) ? [[number, url]] : [],
    ),
  );
}
