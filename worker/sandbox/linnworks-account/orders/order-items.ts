import type { Account } from '../state/account.ts';
import { ZERO_GUID } from '../state/ids.ts';
import type { Order, OrderLine } from '../state/order.ts';
import type { StockItem } from '../stock/stock-item.ts';
import { amountsOf, NO_AMOUNTS, type LineAmounts } from './amounts.ts';
import { binRacksOf } from './bin-racks.ts';

const CATEGORY = 'Default';

/** The parts of a composite: resolved quantities, no price (that is on the parent). */
function children(account: Account, order: Order, line: OrderLine, item: StockItem): object[] {
  if (item.kind !== 'composite') return [];
  return account.stock.pieces(item, line.quantity).map(({ item: part, quantity }) => ({
    ItemId: part.id,
    StockItemId: part.id,
    StockItemIntId: part.intId,
    SKU: part.sku,
    ItemNumber: '',
    Title: part.title,
    Quantity: quantity,
    PricePerUnit: 0,
    Cost: 0,
    CostIncTax: 0,
    IsService: false,
    IsUnlinked: false,
    Weight: part.weightKg,
    RowId: line.rowId,
    OrderId: order.id,
  }));
}

const money = (line: OrderLine, amounts: LineAmounts): object => ({
  PricePerUnit: line.pricePerUnit,
  DespatchStockUnitCost: 0,
  Discount: line.discountPercent,
  DiscountValue: amounts.discountValue,
  Tax: amounts.salesTax,
  SalesTax: amounts.salesTax,
  TaxRate: line.taxRate,
  TaxCostInclusive: line.taxInclusive,
  Cost: amounts.cost,
  CostIncTax: amounts.costIncTax,
});

function orderItem(account: Account, order: Order, line: OrderLine, amounts: LineAmounts): object {
  const item = line.stockItemId === null ? undefined : account.stock.byId(line.stockItemId);
  return {
    ItemId: item?.id ?? ZERO_GUID,
    StockItemId: item?.id ?? ZERO_GUID,
    StockItemIntId: item?.intId ?? 0,
    ItemNumber: line.itemNumber,
    SKU: item?.sku,
    ItemSource: order.source,
    Title: item?.title ?? line.title,
    Quantity: line.quantity,
    CategoryName: CATEGORY,
    StockLevelsSpecified: false,
    ...money(line, amounts),
    UnitCost: item?.purchasePrice ?? 0,
    CompositeSubItems: item ? children(account, order, line, item) : [],
    IsService: line.isService,
    PartShipped: order.partShipped.has(line.rowId),
    Weight: item?.weightKg ?? 0,
    BarcodeNumber: item?.barcode,
    Market: 0,
    ChannelSKU: line.channelSku,
    ChannelTitle: line.title,
    HasImage: false,
    AdditionalInfo: line.options.map(({ id, property, value }) => ({
      pkOptionId: id,
      Property: property,
      Value: value,
    })),
    StockLevelIndicator: 0,
    ShippingCost: 0,
    PartShippedQty: order.partShipped.get(line.rowId) ?? 0,
    BatchNumberScanRequired: false,
    SerialNumberScanRequired: false,
    BinRack: binRacksOf(order, line)?.[0]?.BinRack,
    BinRacks: binRacksOf(order, line),
    InventoryTrackingType: 0,
    isBatchedStockItem: item?.kind === 'batched',
    IsWarehouseManaged: false,
    IsUnlinked: line.stockItemId === null && !line.isService,
    AddedDate: line.addedAt,
    RowId: line.rowId,
    OrderId: order.id,
  };
}

/** v1 `OrderItem` rows. Stock levels are left out, as the vendor's bulk read leaves them out. */
export function orderItems(account: Account, order: Order): object[] {
  const { lines } = amountsOf(order);
  return order.lines.map((line) =>
    orderItem(account, order, line, lines.get(line.rowId) ?? NO_AMOUNTS),
  );
}

/** v1 `OrderItem` of one line. */
export function oneOrderItem(account: Account, order: Order, line: OrderLine): object {
  return orderItem(account, order, line, amountsOf(order).lines.get(line.rowId) ?? NO_AMOUNTS);
}
