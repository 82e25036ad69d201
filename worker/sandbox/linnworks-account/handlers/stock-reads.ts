import { badRequest, codedBadRequest, nullReference } from '../http/refusal.ts';
import type { Account } from '../state/account.ts';
import { ZERO_GUID } from '../state/ids.ts';
import { levelRows } from '../stock/level-row.ts';
import { locationById } from '../stock/locations.ts';
import type { StockItem } from '../stock/stock-item.ts';
import { typed, type Handlers } from './handler.ts';
import { pageOf } from './page.ts';

const LARGEST_PAGE = 200;

interface Sweep {
  readonly keyword?: string;
  readonly loadCompositeParents?: boolean;
  readonly loadVariationParents?: boolean;
  readonly entriesPerPage?: number;
  readonly pageNumber?: number;
  readonly dataRequirements?: readonly string[];
  readonly searchTypes?: readonly ('SKU' | 'Title' | 'Barcode')[];
}

const header = (
  account: Account,
  item: StockItem,
  requirements: readonly string[] = [],
): object => ({
  StockItemId: item.id,
  StockItemIntId: item.intId,
  ItemNumber: item.sku,
  ItemTitle: item.title,
  BarcodeNumber: item.barcode,
  MetaData: '',
  isBatchedStockType: item.kind === 'batched',
  PurchasePrice: item.purchasePrice,
  RetailPrice: item.price,
  TaxRate: item.taxRate,
  PostalServiceId: ZERO_GUID,
  PostalServiceName: 'Default',
  CategoryId: ZERO_GUID,
  CategoryName: 'Default',
  PackageGroupId: ZERO_GUID,
  PackageGroupName: 'Default',
  Height: 0,
  Width: 0,
  Depth: 0,
  Weight: item.weightKg,
  CreationDate: item.createdAt,
  InventoryTrackingType: item.kind === 'batched' ? 1 : 0,
  BatchNumberScanRequired: false,
  SerialNumberScanRequired: false,
  StockLevels: requirements.includes('StockLevels') ? levelRows(account.stock, item) : [],
});

function isWanted(item: StockItem, sweep: Sweep): boolean {
  if (item.isArchived) return false;
  // The two "load" flags include: without them such items are left out.
  if (item.kind === 'composite' && !sweep.loadCompositeParents) return false;
  if (item.kind === 'variation' && !sweep.loadVariationParents) return false;
  const word = (sweep.keyword ?? '').toLowerCase();
  if (word === '') return true;
  const texts = { SKU: item.sku, Title: item.title, Barcode: item.barcode };
  return (sweep.searchTypes ?? []).some((type) => texts[type].toLowerCase().includes(word));
}

/** The items of one page; the others are only counted, since an account has a hundred thousand. */
function wantedOf(account: Account, sweep: Sweep, size: number): StockItem[] {
  const before = (Math.max(1, sweep.pageNumber ?? 1) - 1) * size;
  const found: StockItem[] = [];
  let place = 0;
  for (const item of account.stock.all()) {
    if (!isWanted(item, sweep) || place++ < before) continue;
    found.push(item);
    if (found.length === size) break;
  }
  return found;
}

function sweepPage(account: Account, sweep: Sweep): object[] {
  const size = sweep.entriesPerPage ?? 0;
  if (size < 1 || size > LARGEST_PAGE)
    throw badRequest(`Number must be between 1 and ${LARGEST_PAGE}`);
  const found = wantedOf(account, sweep, size);
  if (found.length === 0) throw badRequest('No items found with given filter');
  return found.map((item) => ({
    ...header(account, item, sweep.dataRequirements),
    IsVariationParent: item.kind === 'variation',
  }));
}

const itemsOf = (account: Account, ids: readonly string[] | undefined): StockItem[] => {
  if (!ids) throw nullReference();
  return ids.flatMap((id) => account.stock.byId(id) ?? []);
};

interface History {
  readonly stockItemId?: string;
  readonly locationId?: string;
  readonly entriesPerPage?: number;
  readonly pageNumber?: number;
}

function history(account: Account, { stockItemId = '', locationId, ...page }: History): object {
  const item = account.stock.byId(stockItemId);
  if (!item) throw codedBadRequest('Stock item not found', '-');
  if (locationId === undefined || !locationById(locationId))
    throw codedBadRequest('Location not found', '-');
  if ((page.pageNumber ?? 1) < 1) throw badRequest('Page number must be greater than 0');
  const rows = account.stock.movements(item, locationId);
  const { Data, ...paging } = pageOf(rows, page.pageNumber, page.entriesPerPage);
  return {
    ...paging,
    Data: Data.map(({ at, change, levelAfter, note }) => ({
      StockItemId: ZERO_GUID,
      Date: at,
      Level: levelAfter,
      StockValue: levelAfter * item.purchasePrice,
      Note: note,
      ChangeQty: change,
      ChangeValue: change * item.purchasePrice,
    })),
  };
}

const MOST_COMPOSITIONS = 100;

/** Parts by the id of their composite; what is none is left out. */
function compositions(account: Account, ids: readonly string[] | undefined): object {
  if ((ids ?? []).length > MOST_COMPOSITIONS)
    throw badRequest(`The maximum items count for this call is ${MOST_COMPOSITIONS}`);
  const composites = itemsOf(account, ids).filter(({ kind }) => kind === 'composite');
  const partsOf = ({ id, parts }: StockItem): object[] =>
    parts.flatMap(({ stockItemId, quantity }) => {
      const part = account.stock.byId(stockItemId);
      if (!part) return [];
      return {
        LinkedStockItemId: part.id,
        ItemTitle: part.title,
        SKU: part.sku,
        Quantity: quantity,
        PurchasePrice: part.purchasePrice,
        Weight: part.weightKg,
        StockItemId: id,
        StockItemIntId: part.intId,
      };
    });
  return Object.fromEntries(composites.map((item) => [item.id, partsOf(item)]));
}

/** Reads of stock items and levels. Nothing here tells what changed since a time: the vendor has no such call. */
export const STOCK_READS: Handlers = {
  'Stock/GetStockItemsFull': typed<Sweep>((sweep, { account }) => sweepPage(account, sweep)),

  'Stock/GetStockItemsFullByIds': typed<{ StockItemIds?: string[]; DataRequirements?: string[] }>(
    ({ StockItemIds, DataRequirements }, { account }) => ({
      StockItemsFullExtended: itemsOf(account, StockItemIds).map((item) => ({
        ...header(account, item, DataRequirements),
        IsCompositeParent: item.kind === 'composite',
      })),
    }),
  ),

  'Stock/GetStockLevel_Batch': typed<{ StockItemIds?: string[] }>(({ StockItemIds }, { account }) =>
    itemsOf(account, StockItemIds).map((item) => ({
      pkStockItemId: item.id,
      StockItemLevels: levelRows(account.stock, item),
    })),
  ),

  'Stock/GetItemChangesHistory': typed<History>((query, { account }) => history(account, query)),

  'Stock/GetStockItemTypeInfo': typed<{ SKUS?: string[]; StockItemIntIds?: number[] }>(
    ({ SKUS = [], StockItemIntIds = [] }, { account }) => {
      const numbers = new Set(StockItemIntIds);
      const byNumber =
        numbers.size === 0
          ? []
          : [...account.stock.all()].filter(({ intId }) => numbers.has(intId));
      const items = [...SKUS.flatMap((sku) => account.stock.bySku(sku) ?? []), ...byNumber];
      return {
        StockItemInfo: items.map((item) => ({
          SKU: item.sku,
          StockItemId: item.id,
          StockItemIntId: item.intId,
          IsVariationGroup: item.kind === 'variation',
          IsCompositeParent: item.kind === 'composite',
          IsArchived: item.isArchived,
          InventoryTrackingType: 0,
        })),
      };
    },
  ),

  'Inventory/GetInventoryItemsCompositionByIds': typed<{ InventoryItemIds?: string[] }>(
    ({ InventoryItemIds }, { account }) => ({
      InventoryItemsCompositionByIds: compositions(account, InventoryItemIds),
    }),
  ),

  'Inventory/GetInventoryItemsCount': typed<{ includeArchived?: boolean }>(
    ({ includeArchived = false }, { account }) =>
      [...account.stock.all()].filter((item) => includeArchived || !item.isArchived).length,
  ),

  'Inventory/GetStockItemIdsBySKU': typed<{ SKUS?: string[] }>(({ SKUS }, { account }) => {
    if (!SKUS) throw nullReference();
    const items = SKUS.flatMap((sku) => account.stock.bySku(sku) ?? []);
    const visible = items.filter(({ isArchived }) => !isArchived);
    return { Items: visible.map(({ id, sku }) => ({ StockItemId: id, SKU: sku })) };
  }),
};
