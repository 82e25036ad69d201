import type { Account } from '../state/account.ts';
import { LOCATIONS, locationByName } from '../stock/locations.ts';
import type { ItemKind } from '../stock/stock-item.ts';
import { ControlError, textOf, type Body } from './command.ts';

interface CatalogueItem {
  readonly sku: string;
  readonly title?: string;
  /** On hand by location name. */
  readonly levels?: Readonly<Record<string, number>>;
  readonly taxRate?: number;
  readonly price?: number;
  readonly weightKg?: number;
  readonly kind?: ItemKind;
  readonly barcode?: string;
  readonly archived?: boolean;
  readonly parts?: readonly { readonly sku: string; readonly quantity: number }[];
}

function locationIdOf(name: string): string {
  const location = locationByName(name);
  if (location) return location.id;
  const names = LOCATIONS.map((known) => known.name).join(', ');
  throw new ControlError(400, `No location is called ${name}; there are ${names}`);
}

function addItem(account: Account, item: CatalogueItem): void {
  const { sku, title = sku, levels = {}, archived, ...facts } = item;
  account.stock.put({
    ...facts,
    sku,
    title,
    ...(archived === undefined ? {} : { isArchived: archived }),
    levels: new Map(Object.entries(levels).map(([name, count]) => [locationIdOf(name), count])),
  });
}

/** `{items: [...]}`: adds stock items, or changes those of the same SKU. */
export function addCatalogue(account: Account, body: Body): object {
  const items = (body.items ?? []) as readonly CatalogueItem[];
  for (const item of items) addItem(account, item);
  return { items: items.length };
}

/** `{sku, location, delta, note}`: a count, a receipt, a breakage. */
export function moveStock(account: Account, body: Body): object {
  const sku = textOf(body, 'sku');
  const item = account.stock.bySku(sku);
  if (!item) throw new ControlError(404, `No stock item has the SKU ${sku}`);
  const locationId = locationIdOf(textOf(body, 'location', 'Default'));
  account.stock.move(
    item,
    locationId,
    Number(body.delta),
    textOf(body, 'note', 'Adjusted by hand'),
  );
  return { sku: item.sku, onHand: item.levels.get(locationId)?.onHand };
}
