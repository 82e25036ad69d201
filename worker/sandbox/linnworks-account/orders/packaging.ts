import type { Account } from '../state/account.ts';
import { ZERO_GUID } from '../state/ids.ts';
import type { Order, OrderLine, Parcel } from '../state/order.ts';
import { weightOf } from './order-details.ts';

const skuOf = (account: Account, line: OrderLine | undefined): string | undefined => {
  const id = line?.stockItemId;
  return id === undefined || id === null ? line?.channelSku : account.stock.byId(id)?.sku;
};

const bin = (order: Order, parcel: Parcel): object => ({
  pkBinId: parcel.id,
  TrackingNumber: parcel.trackingNumber,
  LabelId: parcel.labelId,
  Weight: parcel.weightKg,
  PrintDate: parcel.printedAt,
  Cost: 0,
  fkPackagingTypeId: ZERO_GUID,
  Width: 0,
  Height: 0,
  Depth: 0,
  PackagingWeight: 0,
  ItemWeight: parcel.weightKg,
  ManualAdjust: false,
  Items: parcel.lines.map(({ rowId, quantity }, n) => ({
    ShippingOrderItemId: order.number * 100 + n,
    BinId: parcel.id,
    fkOrderItemId: rowId,
    BoxId: 0,
    Quantity: quantity,
  })),
});

/** `CalcOrderHeader`: the parcels of an order with their lines. No bins before the label is printed. */
export function packagingCalculation(account: Account, order: Order): object {
  const weight = weightOf(account, order);
  return {
    pkOrderID: order.id,
    nOrderId: order.number,
    fkPostalServiceId: order.postalServiceId,
    fkCountryId: order.deliveryAddress.countryId,
    cCountry: order.deliveryAddress.country,
    ItemWeight: weight,
    fkPackagingGroupId: ZERO_GUID,
    fkPackagingTypeId: ZERO_GUID,
    IsSplitPackaging: order.parcels.length > 1,
    PackagingWeight: 0,
    TotalWeight: weight,
    TotalWidth: 0,
    TotalHeight: 0,
    TotalDepth: 0,
    ManualAdjust: false,
    CanAutoSplit: false,
    IsAutoSplit: false,
    SplitPackageCount: order.parcels.length > 1 ? order.parcels.length : 0,
    LabelPrinted: order.labelPrinted,
    CalculationHints: [],
    DimMethod: 'LEGACY',
    Items: order.lines.map((line) => ({
      fkStockItemId: line.stockItemId ?? ZERO_GUID,
      fkOrderItemId: line.rowId,
      SKU: skuOf(account, line),
      nQty: line.quantity,
      ItemWeight: 0,
      IsCompositeChild: false,
    })),
    Bins: order.parcels.map((parcel) => bin(order, parcel)),
  };
}

/** `OrderPackagingSplit` rows: one per parcel. */
export const packagingSplit = (account: Account, order: Order): object[] =>
  order.parcels.map((parcel) => ({
    pkBinId: parcel.id,
    pkPostalServiceId: order.postalServiceId,
    PackagingWeight: 0,
    fkPackagingTypeId: ZERO_GUID,
    TotalWeight: parcel.weightKg,
    Width: 0,
    Height: 0,
    Depth: 0,
    TrackingNumbers: parcel.trackingNumber,
    Items: parcel.lines.map(({ rowId, quantity }) => {
      const line = order.lines.find((candidate) => candidate.rowId === rowId);
      return {
        AssignedBatches: [],
        RowId: rowId,
        Quantity: quantity,
        TrackingNumber: parcel.trackingNumber,
        SKU: skuOf(account, line),
        Title: line?.title,
        IsBatched: false,
      };
    }),
  }));

/** `SplitPackaging` rows: one per line in a parcel, parcels counted from 0. */
export const packageSplitRows = (account: Account, order: Order): object[] =>
  order.parcels.flatMap((parcel, BinIndex) =>
    parcel.lines.map(({ rowId, quantity }) => {
      const line = order.lines.find((candidate) => candidate.rowId === rowId);
      return {
        BinIndex,
        pkBinId: parcel.id,
        fkOrderItemRowId: rowId,
        SKU: skuOf(account, line),
        ItemTitle: line?.title,
        PackageTitle: 'Default',
        Quantity: quantity,
        TrackingNumber: parcel.trackingNumber,
        Weight: parcel.weightKg,
      };
    }),
  );
