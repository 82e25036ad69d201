import { hashOf } from '../domain/hash.ts';
import type { StockChange } from '../domain/stock.ts';
import type { WaitingLevel, WaitingMovement } from '../domain/stock-tables.ts';

type Values = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Where a level lies: the record of the location in Salesforce. */
export interface LocationRecord {
  readonly id: string;
  readonly name: string;
}

const KEY_LENGTH = 255;

/** A key that is too long keeps its beginning for people and ends in a hash. */
function keyOf(text: string): string {
  return text.length <= KEY_LENGTH ? text : `${text.slice(0, 200)}#${hashOf(text).slice(0, 40)}`;
}

/**
 * The values of one level for `Linnworks_Stock_Level__c`. The location is named once, when the record is created: a
 * lookup that is not sent does not lock the location, which hundreds of thousands of levels share.
 */
export function toStockLevelValues(level: WaitingLevel, location: LocationRecord): Values {
  return {
    Key__c: level.key,
    Sku__c: level.sku.slice(0, 255),
    Product__c: level.productId,
    Location__c: level.isNew ? location.id : undefined,
    Location_Name__c: location.name.slice(0, 255),
    Item_Kind__c: level.kind,
    On_Hand__c: level.onHand,
    Allocated__c: level.allocated,
    Available__c: level.available,
    Due__c: level.due,
    Minimum__c: level.minimum,
    Just_In_Time__c: level.justInTime,
    Is_Missing__c: level.isMissing,
    Changed_At__c: level.changedAt?.toISOString() ?? null,
    Observed_At__c: level.observedAt.toISOString(),
    Stock_Item_Id__c: level.stockItemId.slice(0, 36),
  };
}

export const STOCK_LEVEL_COLUMNS = [
  'Key__c',
  'Sku__c',
  'Product__c',
  'Location__c',
  'Location_Name__c',
  'Item_Kind__c',
  'On_Hand__c',
  'Allocated__c',
  'Available__c',
  'Due__c',
  'Minimum__c',
  'Just_In_Time__c',
  'Is_Missing__c',
  'Changed_At__c',
  'Observed_At__c',
  'Stock_Item_Id__c',
] as const;

/**
 * The entries of Linnworks' history that led from one level to another: the newest run of entries without a gap that
 * ends at `after` and begins at `before`. null where the history does not explain the change.
 * @param history newest first.
 */
export function explain(
  history: readonly StockChange[],
  before: number,
  after: number,
): StockChange[] | null {
  const start = history.findIndex(({ levelAfter }) => levelAfter === after);
  if (start === -1) return null;
  let expected = after;
  for (let at = start; at < history.length; at++) {
    const entry = history[at];
    if (entry === undefined || entry.levelAfter !== expected) return null;
    expected = entry.levelAfter - entry.quantity;
    if (expected === before)
      return history
        .slice(start, at + 1)
        .filter(({ quantity }) => quantity !== 0)
        .reverse();
  }
  return null;
}

/** The records of one observed change: each entry of the history that explains it, or the change as a whole. */
export function toStockMovementValues(movement: WaitingMovement, location: LocationRecord) {
  const whole: StockChange = {
    at: movement.changedAt.toISOString(),
    quantity: movement.after - movement.before,
    levelAfter: movement.after,
    note: '',
  };
  const parts = movement.history ?? [whole];
  const seen = `${movement.levelKey}|${movement.observedAt.toISOString()}`;
  return parts.map((part, index) => ({
    Key__c: keyOf(`${seen}|${movement.before}>${movement.after}|${index + 1}`),
    Sku__c: movement.sku.slice(0, 255),
    Product__c: movement.productId,
    Location__c: location.id,
    'Stock_Level__r.Key__c': movement.levelKey,
    Changed_At__c: part.at,
    Quantity__c: part.quantity,
    Level_After__c: part.levelAfter,
    Note__c: part.note === '' ? null : part.note.slice(0, 255),
  }));
}

export const STOCK_MOVEMENT_COLUMNS = [
  'Key__c',
  'Sku__c',
  'Product__c',
  'Location__c',
  'Stock_Level__r.Key__c',
  'Changed_At__c',
  'Quantity__c',
  'Level_After__c',
  'Note__c',
] as const;
