import { z } from 'zod';
import { inChunks } from '../domain/chunks.ts';
import type { StockLocation } from '../domain/linnworks-port.ts';
import type { LinnworksClient } from './client.ts';

const SKUS_PER_CALL = 200;

const locationsSchema = z.array(
  z.looseObject({
    StockLocationId: z.string(),
    LocationName: z.string(),
    LocationTag: z.string().nullish(),
    City: z.string().nullish(),
    Country: z.string().nullish(),
    IsFulfillmentCenter: z.boolean().nullish(),
    IsWarehouseManaged: z.boolean().nullish(),
  }),
);

/** GET Inventory/GetStockLocations. */
export async function locations(client: LinnworksClient): Promise<StockLocation[]> {
  const rows = await client.call('locations', {}, locationsSchema);
  return rows.map((row) => ({
    id: row.StockLocationId.toLowerCase(),
    name: row.LocationName,
    tag: row.LocationTag ?? null,
    city: row.City ?? null,
    country: row.Country ?? null,
    isFulfilmentCentre: row.IsFulfillmentCenter ?? false,
    isWarehouseManaged: row.IsWarehouseManaged ?? false,
  }));
}

const servicesSchema = z.array(
  z.looseObject({
    PostalServices: z.array(z.looseObject({ PostalServiceName: z.string().nullish() })).nullish(),
  }),
);

/** GET Orders/GetShippingMethods: the names of all postal services. */
export async function shippingServices(client: LinnworksClient): Promise<string[]> {
  const vendors = await client.call('shippingMethods', {}, servicesSchema);
  return vendors.flatMap(({ PostalServices: services }) =>
    (services ?? []).flatMap(({ PostalServiceName: name }) => name ?? []),
  );
}

const methodsSchema = z.array(z.looseObject({ Name: z.string().nullish() }));

/** GET Orders/GetPaymentMethods: their names. */
export async function paymentMethods(client: LinnworksClient): Promise<string[]> {
  const methods = await client.call('paymentMethods', {}, methodsSchema);
  return methods.flatMap(({ Name }) => Name ?? []);
}

const ratesSchema = z.array(
  z.looseObject({ Currency: z.string().nullish(), ConversionRate: z.number().nullish() }),
);

/** GET Settings/GetCurrencyConversionRates: units of each currency for one of the base currency. */
export async function currencyRates(client: LinnworksClient): Promise<Map<string, number>> {
  const rows = await client.call('currencyRates', {}, ratesSchema);
  const rates = rows.flatMap(({ Currency, ConversionRate }) =>
    Currency && typeof ConversionRate === 'number'
      ? [[Currency.toUpperCase(), ConversionRate] as const]
      : [],
  );
  return new Map(rates);
}

const skusSchema = z.looseObject({
  Items: z.array(z.looseObject({ SKU: z.string().nullish() })).nullish(),
});

const lowerSku = (sku: string): string => sku.trim().toLowerCase();

/**
 * POST Inventory/GetStockItemIdsBySKU: which of these exist. Archived SKUs are not found. What a reply leaves out is
 * asked for once more: an order must not stop for a short reply.
 */
export async function knownSkus(
  client: LinnworksClient,
  skus: readonly string[],
): Promise<Set<string>> {
  const known = new Set<string>();
  const ask = async (some: readonly string[]): Promise<void> => {
    for (const SKUS of inChunks(some, SKUS_PER_CALL)) {
      const reply = await client.call('stockIdsBySku', { SKUS }, skusSchema);
      for (const { SKU } of reply.Items ?? []) if (SKU) known.add(lowerSku(SKU));
    }
  };
  const wanted = [...new Set(skus)];
  await ask(wanted);
  const missing = wanted.filter((sku) => !known.has(lowerSku(sku)));
  if (missing.length > 0) await ask(missing);
  return known;
}
