import { z } from 'zod';
import { ConnectorError } from '../domain/connector-error.ts';
import type { ChannelOrder, ChannelOrderItem } from '../domain/linnworks-port.ts';
import type { OrderEdits, OrderPlace } from '../domain/order-edits.ts';
import type { LinnworksClient } from './client.ts';

/** Order tag that parks; no tag at all unparks. Source: Orders/ChangeOrderTag. */
const PARK_TAG = 7;
/** Source: Orders/ChangeStatus. */
const PAID = 1;

const record = z.record(z.string(), z.unknown());
const rawOrderSchema = z.looseObject({
  GeneralInfo: record,
  ShippingInfo: record.nullish(),
  Items: z.array(record).nullish(),
});
type RawOrder = z.infer<typeof rawOrderSchema>;

function refused(message: string): ConnectorError {
  return new ConnectorError({ code: 'LW_REFUSED', kind: 'data', message });
}

/** Calls that take a whole object clear what is left out: the order is read, changed and sent back. */
async function readRaw(client: LinnworksClient, linnworksId: string): Promise<RawOrder> {
  const args = { pkOrderIds: [linnworksId] };
  const [order] =
    (await client.call('getOrdersById', args, z.array(rawOrderSchema).nullable())) ?? [];
  if (order === undefined) throw refused('Linnworks does not have the order any more.');
  return order;
}

const sameId = (value: unknown, id: string): boolean =>
  typeof value === 'string' && value.toLowerCase() === id;

const stockIdsSchema = z.looseObject({
  Items: z
    .array(z.looseObject({ SKU: z.string().nullish(), StockItemId: z.string().nullish() }))
    .nullish(),
});

async function stockItemId(client: LinnworksClient, sku: string): Promise<string> {
  const reply = await client.call('stockIdsBySku', { SKUS: [sku] }, stockIdsSchema);
  const found = reply.Items?.find(
    ({ SKU }) => SKU?.trim().toLowerCase() === sku.trim().toLowerCase(),
  );
  if (!found?.StockItemId) throw refused(`Linnworks has no item with the SKU "${sku}".`);
  return found.StockItemId;
}

const addedSchema = z.looseObject({ Item: z.looseObject({ RowId: z.string() }) });

const given = (name: string, value: unknown): object =>
  value === undefined ? {} : { [name]: value };

const placed = ({ linnworksId, locationId }: OrderPlace) => ({
  orderId: linnworksId,
  fulfilmentCenter: locationId,
});

/** Orders/AddOrderService; the vendor's price per unit is without tax. */
async function addService(
  client: LinnworksClient,
  { linnworksId, locationId }: OrderPlace,
  line: ChannelOrderItem,
): Promise<string> {
  const args = {
    OrderId: linnworksId,
    FulfilmentCenter: locationId,
    Service: line.ItemTitle,
    Cost: line.PricePerUnit,
    TaxRate: line.TaxRate,
    Quantity: line.Qty,
    DiscountPercentage: line.LineDiscount,
  };
  const { Item } = await client.call('addOrderService', args, addedSchema);
  return Item.RowId.toLowerCase();
}

/** Orders/UpdateOrderItem, AddOrderItem, RemoveOrderItem, one line in a call. */
function lineEdits(client: LinnworksClient) {
  return {
    async updateLine(order, rowId, line) {
      const raw = await readRaw(client, order.linnworksId);
      const item = raw.Items?.find(({ RowId }) => sameId(RowId, rowId));
      if (item === undefined) throw refused('Linnworks does not have the line any more.');
      const orderItem = {
        ...item,
        ...given('Quantity', line.Qty),
        ...given('PricePerUnit', line.PricePerUnit),
        ...given('Discount', line.LineDiscount),
        ...given('TaxRate', line.TaxRate),
        ...given('TaxCostInclusive', line.TaxCostInclusive),
      };
      const { Source, SubSource } = raw.GeneralInfo;
      const args = { ...placed(order), orderItem, source: Source, subSource: SubSource };
      await client.call('updateOrderItem', args, z.unknown());
    },
    async addLine(order, line) {
      const args = {
        ...placed(order),
        itemId: await stockItemId(client, line.ChannelSKU),
        channelSKU: line.ChannelSKU,
        quantity: line.Qty,
        linePricing: {
          PricePerUnit: line.PricePerUnit,
          DiscountPercentage: line.LineDiscount,
          TaxRatePercentage: line.TaxRate,
          TaxInclusive: line.TaxCostInclusive,
        },
      };
      const { Item } = await client.call('addOrderItem', args, addedSchema);
      return Item.RowId.toLowerCase();
    },
    addService: (order, line) => addService(client, order, line),
    async removeLine(order, rowid) {
      await client.call('removeOrderItem', { ...placed(order), rowid }, z.unknown());
    },
  } satisfies Partial<OrderEdits>;
}

const propertiesSchema = z.array(
  z.looseObject({ Name: z.string().nullish(), Value: z.string().nullish() }),
);

/** Orders/SetExtendedProperties replaces all of them: those of other names are read and sent back. */
async function setProperties(
  client: LinnworksClient,
  orderId: string,
  properties: ChannelOrder['ExtendedProperties'],
): Promise<void> {
  const before = await client.call('orderProperties', { orderId }, propertiesSchema);
  const ours = new Map(properties.map((one) => [one.Name, one]));
  const rowOf = (name: string) => before.find(({ Name }) => Name === name) ?? {};
  const extendedProperties = [
    ...before.filter(({ Name }) => !ours.has(Name ?? '')),
    ...properties
      .filter(({ Value }) => Value !== '')
      .map((one) => ({ ...rowOf(one.Name), ...one })),
  ];
  await client.call('setProperties', { orderId, extendedProperties }, z.unknown());
}

/** Edits of an open order. The bulk calls leave out, without a word, what cannot be changed: callers look afterwards. */
export function orderEdits(client: LinnworksClient): OrderEdits {
  const tag = async (linnworksId: string, value: number | null): Promise<void> => {
    await client.call('changeOrderTag', { orderIds: [linnworksId], tag: value }, z.unknown());
  };
  return {
    ...lineEdits(client),
    setProperties: (linnworksId, properties) => setProperties(client, linnworksId, properties),
    async setPostage(linnworksId, cost) {
      const { ShippingInfo: info } = await readRaw(client, linnworksId);
      const { PostalServiceId, TotalWeight, ItemWeight, TrackingNumber, ManualAdjust } = info ?? {};
      const sent = { PostalServiceId, TotalWeight, ItemWeight, TrackingNumber, ManualAdjust };
      const args = { orderId: linnworksId, info: { ...sent, PostageCost: cost } };
      await client.call('setShippingInfo', args, z.unknown());
    },
    async setHeader(linnworksId, { hold, despatchBy, secondaryReference }) {
      const { GeneralInfo: before } = await readRaw(client, linnworksId);
      const info = {
        ...before,
        ...(hold === undefined ? {} : { HoldOrCancel: hold }),
        ...(despatchBy === undefined ? {} : { DespatchByDate: despatchBy }),
        ...(secondaryReference === undefined ? {} : { SecondaryReference: secondaryReference }),
      };
      await client.call(
        'setGeneralInfo',
        { orderId: linnworksId, info, wasDraft: false },
        z.unknown(),
      );
    },
    park: (linnworksId) => tag(linnworksId, PARK_TAG),
    unpark: (linnworksId) => tag(linnworksId, null),
    async markPaid(linnworksId) {
      const args = { orderIds: [linnworksId], status: PAID };
      await client.call('changeStatus', args, z.unknown());
    },
  };
}
