import type { Account } from '../state/account.ts';
import { ZERO_GUID } from '../state/ids.ts';
import { isCancelled, isParked, isProcessed, type Order, type OrderLine } from '../state/order.ts';
import { amountsOf, type LineAmounts } from './amounts.ts';
import { customerInfo, totalsInfo, weightOf } from './order-details.ts';

const STATUS_NAMES = ['UNPAID', 'PAID', 'RETURN', 'PENDING', 'RESEND'];
const PARKED_MARKER = 7;
const NOTHING: LineAmounts = { cost: 0, costIncTax: 0, salesTax: 0, discountValue: 0 };
const orAbsent = (text: string): string | undefined => (text === '' ? undefined : text);

function generalInfo(order: Order): object {
  const own = isProcessed(order)
    ? { IsCancelled: isCancelled(order) }
    : {
        IsParked: isParked(order),
        IsMerged: order.isMerged,
        IsLocked: order.isLocked,
        IsRuleRun: order.isRuleRun,
      };
  return {
    Status: order.status,
    StatusDescription: STATUS_NAMES[order.status],
    LabelPrinted: order.labelPrinted,
    InvoicePrinted: order.invoicePrinted,
    PickListPrinted: order.pickListPrinted,
    NotesCount: order.notes.length,
    Marker: isParked(order) ? PARKED_MARKER : order.tag,
    Identifiers: [...order.identifiers].map((Tag) => ({ Tag, Name: Tag })),
    ReferenceNum: orAbsent(order.reference),
    SecondaryReference: orAbsent(order.secondaryReference),
    ExternalReferenceNum: orAbsent(order.externalReference),
    ReceivedDate: order.receivedAt,
    Source: order.source,
    SubSource: orAbsent(order.subSource),
    DespatchByDate: order.despatchBy,
    HasScheduledDelivery: false,
    NumItems: order.lines.length,
    StockAllocationType: order.allocation,
    ...own,
  };
}

function shippingInfo(account: Account, order: Order): object {
  const service = account.postalServices.byId(order.postalServiceId);
  const weight = weightOf(account, order);
  return {
    Vendor: service?.vendor,
    PostalServiceId: order.postalServiceId,
    PostalServiceName: service?.name,
    TotalWeight: weight,
    ItemWeight: weight,
    PackageCategoryId: ZERO_GUID,
    PackageCategory: 'Default',
    PackageTypeId: ZERO_GUID,
    PackageType: 'Default',
    TrackingNumber: orAbsent(order.trackingNumber),
    ManualAdjust: false,
  };
}

function item(account: Account, order: Order, line: OrderLine, amounts: LineAmounts): object {
  const linked = line.stockItemId === null ? undefined : account.stock.byId(line.stockItemId);
  const parts = linked?.kind === 'composite' ? account.stock.pieces(linked, line.quantity) : [];
  const money = {
    UnitCost: 0,
    DespatchStockUnitCost: 0,
    Discount: 0,
    TaxRate: 0,
    DiscountValue: 0,
  };
  const scans = { BatchNumberScanRequired: false, SerialNumberScanRequired: false };
  return {
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
    ...money,
    PricePerUnit: line.pricePerUnit,
    Discount: line.discountPercent,
    TaxRate: line.taxRate,
    Cost: amounts.cost,
    CostIncTax: amounts.costIncTax,
    SalesTax: amounts.salesTax,
    TaxCostInclusive: line.taxInclusive,
    DiscountValue: amounts.discountValue,
    Weight: linked?.weightKg ?? 0,
    BarcodeNumber: linked ? orAbsent(linked.barcode) : undefined,
    ChannelSKU: orAbsent(line.channelSku),
    ChannelTitle: orAbsent(line.title),
    ...scans,
    BinRacks:
      order.stage === 'waiting'
        ? undefined
        : [{ Location: order.locationId, BinRack: 'A1-01', Quantity: line.quantity }],
    AddedDate: line.addedAt,
    AdditionalInfo: line.options.map(({ id, property, value }) => ({
      OptionId: id,
      Property: property,
      Value: value,
    })),
    CompositeSubItems: parts.map(({ item: part, quantity }) => ({
      RowId: line.rowId,
      ParentItemId: linked?.id,
      StockItemId: part.id,
      StockItemIntId: part.intId,
      IsService: false,
      IsUnlinked: false,
      Quantity: quantity,
      SKU: part.sku,
      Title: part.title,
      CategoryId: ZERO_GUID,
      ...money,
      PricePerUnit: 0,
      Cost: 0,
      CostIncTax: 0,
      SalesTax: 0,
      TaxCostInclusive: false,
      Weight: part.weightKg,
      ...scans,
      AddedDate: line.addedAt,
    })),
  };
}

function v2Totals(order: Order): object {
  const { ProfitMargin: _, ...totals } = totalsInfo(order) as Record<string, unknown>;
  return totals;
}

/** One row of `GET /v2/orders`, open or processed. */
export function v2Order(account: Account, order: Order): object {
  const { lines } = amountsOf(order);
  return {
    OrderId: order.id,
    NumOrderId: order.number,
    Processed: isProcessed(order),
    ProcessedOn: order.processedAt ?? undefined,
    PaidOn: order.paidAt ?? undefined,
    LastUpdated: order.lastUpdated,
    FulfilmentLocationId: order.locationId,
    ShippingInfo: shippingInfo(account, order),
    TotalsInfo: v2Totals(order),
    ExtendedProperties: order.properties.map(({ id, name, value, type, createdAt, updatedAt }) => ({
      RowId: id,
      Name: name,
      Value: value,
      Type: orAbsent(type),
      CreateDate: createdAt,
      LastUpdate: updatedAt,
    })),
    Folders: [...order.folders],
    TaxId: orAbsent(order.taxId),
    GeneralInfo: generalInfo(order),
    Items: order.lines.map((line) => item(account, order, line, lines.get(line.rowId) ?? NOTHING)),
    Notes: order.notes.map((note) => ({
      OrderNoteId: note.id,
      NoteDate: note.at,
      Internal: note.internal,
      Note: note.text,
      CreatedBy: orAbsent(note.by),
    })),
    CustomerInfo: { ...customerInfo(order), TaxId: orAbsent(order.taxId) },
  };
}
