import type { Account } from '../state/account.ts';
import { ZERO_GUID } from '../state/ids.ts';
import { isCancelled, isParked, isProcessed, type Order } from '../state/order.ts';
import { customerInfo, totalsInfo, weightOf } from './order-details.ts';
import { orAbsent, v2Items } from './v2-order-items.ts';

const STATUS_NAMES = ['UNPAID', 'PAID', 'RETURN', 'PENDING', 'RESEND'];
const PARKED_MARKER = 7;

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

function v2Totals(order: Order): object {
  const totals: Record<string, unknown> = { ...totalsInfo(order) };
  delete totals.ProfitMargin;
  return totals;
}

/** One row of `GET /v2/orders`, open or processed. */
export function v2Order(account: Account, order: Order): object {
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
    Items: v2Items(account, order),
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
