import type { Account } from '../state/account.ts';
import { ZERO_GUID } from '../state/ids.ts';
import type { Order, OrderLine } from '../state/order.ts';
import type { StockItem } from '../stock/stock-item.ts';
import { amountsOf, NO_AMOUNTS, type LineAmounts } from './amounts.ts';
import { binRacksOf } from './bin-racks.ts';

const SCANS = { BatchNumberScanRequired: false, SerialNumberScanRequired: false };
const FREE = {
  UnitCost: 0,
  DespatchStockUnitCost: 0,
  PricePerUnit: 0,
  Discount: 0,
  DiscountValue: 0,
  TaxRate: 0,
  Cost: 0,
  CostIncTax: 0,
  SalesTax: 0,
  TaxCostInclusive: false,
};

/** v2 leaves empty text out, like null. */
export const orAbsent = (text: string): string | undefined => (text === '' ? undefined : text);

/** The parts of a composite: resolved quantities, no price (that is on the parent). */
function subItems(account: Account, line: OrderLine, parent: StockItem | undefined): object[] {
  if (parent?.kind !== 'composite') return [];
  return account.stock.pieces(parent, line.quantity).map(({ item: part, quantity }) => ({
    ...FREE,
    ...SCANS,
    RowId: line.rowId,
    ParentItemId: parent.id,
    StockItemId: part.id,
    StockItemIntId: part.intId,
    IsService: false,
    IsUnlinked: false,
    Quantity: quantity,
    SKU: part.sku,
    Title: part.title,
    CategoryId: ZERO_GUID,
    Weight: part.weightKg,
    AddedDate: line.addedAt,
  }));
}

const money = (line: OrderLine, amounts: LineAmounts): object => ({
  ...FREE,
  PricePerUnit: line.pricePerUnit,
  Discount: line.discountPercent,
  DiscountValue: amounts.discountValue,
  TaxRate: line.taxRate,
  Cost: amounts.cost,
  CostIncTax: amounts.costIncTax,
  SalesTax: amounts.salesTax,
  TaxCostInclusive: line.taxInclusive,
});

function item(account: Account, order: Order, line: OrderLine, amounts: LineAmounts): object {
  const linked = line.stockItemId === null ? undefined : account.stock.byId(line.stockItemId);
  return {
    ...money(line, amounts),
    ...SCANS,
    RowId: line.rowId,
    StockItemId: linked?.id ?? ZERO_GUID,
    StockItemIntId: linked?.intId ?? 0,
    IsService: line.isService,
    IsUnlinked: line.stockItemId === null && !line.isService,
    Quantity: line.quantity,
    ItemNumber: line.itemNumber,
    SKU: linked?.sku,
    ItemSource: order.source,
    Title: linked?.title ?? line.title,
    CategoryId: ZERO_GUID,
    CategoryName: 'Default',
    Weight: linked?.weightKg ?? 0,
    BarcodeNumber: linked ? orAbsent(linked.barcode) : undefined,
    ChannelSKU: orAbsent(line.channelSku),
    ChannelTitle: orAbsent(line.title),
    BinRacks: binRacksOf(order, line),
    AddedDate: line.addedAt,
    AdditionalInfo: line.options.map(({ id, property, value }) => ({
      OptionId: id,
      Property: property,
      Value: value,
    })),
    CompositeSubItems: subItems(account, line, linked),
  };
}

/** The items of one row of `GET /v2/orders`. */
export function v2Items(account: Account, order: Order): object[] {
  const { lines } = amountsOf(order);
  return order.lines.map((line) => item(account, order, line, lines.get(line.rowId) ?? NO_AMOUNTS));
}
