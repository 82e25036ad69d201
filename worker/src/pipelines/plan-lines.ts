import type { ChannelOrderItem } from '../domain/linnworks-port.ts';
import { optionHashes } from '../domain/line-options.ts';
import type { ObservedLine, ObservedOrder } from '../domain/observed-order.ts';
import {
  isLineKey,
  itemNumberOf,
  lineKey,
  rowKey,
  sentOptions,
  sentQuantity,
  type SentParts,
} from './sent-parts.ts';

/** What to do about one line that was changed in Salesforce. */
export type LineStep =
  /** Linnworks says the same already: an earlier try whose reply was lost, or a person. */
  | { readonly do: 'nothing'; readonly newRowId?: string }
  /** Linnworks says the same but for what no call brings along. */
  | { readonly do: 'leave'; readonly item: ChannelOrderItem; readonly butNot: string }
  | {
      readonly do: 'update';
      readonly rowId: string;
      readonly item: ChannelOrderItem;
      /** The row was added by an earlier try and is not remembered yet. */
      readonly newRowId?: string;
      /** What no call brings along. */
      readonly butNot?: string;
    }
  | { readonly do: 'add'; readonly item: ChannelOrderItem; readonly butNot?: string }
  | { readonly do: 'remove'; readonly rowId: string }
  /** The warehouse has changed the line meanwhile: what it did is not overwritten. */
  | { readonly do: 'refuse'; readonly why: string };

export interface PlannedLine {
  readonly part: string;
  readonly itemNumber: string;
  readonly step: LineStep;
}

const same = (a: number, b: number): boolean => Math.abs(a - b) < 0.00005;

/** Linnworks shows the price per unit as it was sent, and whether it includes tax with the line. */
function isAsWanted(line: ObservedLine, item: ChannelOrderItem): boolean {
  return (
    line.quantity === item.Qty &&
    same(line.unitPrice, item.PricePerUnit) &&
    same(line.discountPercent, item.LineDiscount) &&
    same(line.taxRate, item.TaxRate)
  );
}

/**
 * Linnworks takes the options of a line with the order and never after: why these do not arrive, or why those that were
 * sent stay; null when what is there is what is wanted. Options that others added are theirs.
 */
function optionsLeft(
  name: string,
  item: ChannelOrderItem,
  sent: readonly string[],
  there: readonly string[],
): string | null {
  const wanted = optionHashes(item.Options ?? []);
  const isMissing = wanted.some((hash) => !there.includes(hash));
  const isLeft = sent.some((hash) => there.includes(hash) && !wanted.includes(hash));
  if (!isMissing && isLeft)
    return `An option that was taken from the line ${name} stays in Linnworks: it cannot be removed from Salesforce once the order is there.`;
  if (!isMissing) return null;
  const names = (item.Options ?? []).map(({ Property }) => `"${Property}"`).join(', ');
  return `The options ${names} of the line ${name} cannot be changed from Salesforce once the order is in Linnworks.`;
}

const isSku = (line: ObservedLine, item: ChannelOrderItem): boolean =>
  item.IsService
    ? line.isService && line.title === item.ItemTitle
    : line.sku?.toLowerCase() === item.ChannelSKU.toLowerCase();

class Planner {
  readonly #order: ObservedOrder;
  readonly #before: SentParts;
  readonly #isSplit: boolean;

  constructor(order: ObservedOrder, before: SentParts, isSplit: boolean) {
    this.#order = order;
    this.#before = before;
    this.#isSplit = isSplit;
  }

  row(itemNumber: string): ObservedLine | undefined {
    const remembered = this.#before[rowKey(itemNumber)];
    return this.#order.lines.find(
      (line) => line.itemNumber === itemNumber || line.rowId === remembered,
    );
  }

  /** A line that we added without hearing of it has no number of ours, and is otherwise exactly what was sent. */
  unheard(item: ChannelOrderItem): ObservedLine | undefined {
    const taken = new Set(
      Object.entries(this.#before).flatMap(([key, value]) => (key.startsWith('row:') ? value : [])),
    );
    return this.#order.lines.find(
      (line) =>
        line.itemNumber === null &&
        !taken.has(line.rowId) &&
        isSku(line, item) &&
        isAsWanted(line, item),
    );
  }

  wanted(item: ChannelOrderItem): LineStep {
    const sent = sentQuantity(this.#before, item.ItemNumber);
    const row = this.row(item.ItemNumber);
    const name = `"${item.ChannelSKU}"`;
    if (row === undefined && sent !== null)
      return {
        do: 'refuse',
        why: `The line ${name} is not in Linnworks order ${this.#order.number} any more: it was cancelled, removed or split off.`,
      };
    if (row === undefined) {
      const there = this.unheard(item);
      const notAdded = optionsLeft(name, item, [], there?.options ?? []);
      if (there === undefined)
        return { do: 'add', item, ...(notAdded === null ? {} : { butNot: notAdded }) };
      const newRowId = there.rowId;
      // Whether the price of a service includes its tax is told by a second call.
      if (notAdded !== null || (item.IsService && item.TaxCostInclusive))
        return {
          ...{ do: 'update', rowId: newRowId, item, newRowId },
          ...(notAdded === null ? {} : { butNot: notAdded }),
        };
      return { do: 'nothing', newRowId };
    }
    const before = sentOptions(this.#before, item.ItemNumber);
    const left = optionsLeft(name, item, before, row.options ?? []);
    if (!item.IsService && row.sku !== null && !row.isUnlinked && !isSku(row, item))
      return { do: 'refuse', why: `The line "${row.sku}" cannot become ${name}.` };
    if (isAsWanted(row, item))
      return left === null ? { do: 'nothing' } : { do: 'leave', item, butNot: left };
    if (sent !== null && row.quantity !== sent && row.quantity !== item.Qty)
      return { do: 'refuse', why: this.#changedThere(name, row, sent) };
    return { do: 'update', rowId: row.rowId, item, ...(left === null ? {} : { butNot: left }) };
  }

  gone(itemNumber: string): LineStep {
    const sent = sentQuantity(this.#before, itemNumber) ?? 0;
    const row = this.row(itemNumber);
    // Gone already: by an earlier try whose reply was lost, or by a person. Of a split order it may be in another part.
    if (row === undefined && this.#isSplit && sent > 0)
      return {
        do: 'refuse',
        why: `The line ${itemNumber} went to another part of the split order.`,
      };
    if (row === undefined) return { do: 'nothing' };
    if (row.quantity !== sent)
      return { do: 'refuse', why: this.#changedThere(`"${row.sku ?? ''}"`, row, sent) };
    return { do: 'remove', rowId: row.rowId };
  }

  #changedThere(name: string, row: ObservedLine, sent: number): string {
    return `The line ${name} has ${row.quantity} pieces in Linnworks where ${sent} were sent: it was changed or split there and is not overwritten.`;
  }
}

/** Steps for the lines among the changed parts, in the order that keeps an order from ever being empty: adds first. */
export function planLines(
  order: ObservedOrder,
  items: readonly ChannelOrderItem[],
  before: SentParts,
  changed: readonly string[],
  isSplit: boolean,
): PlannedLine[] {
  const planner = new Planner(order, before, isSplit);
  const wanted = new Map(items.map((item) => [lineKey(item.ItemNumber), item]));
  const steps = changed.filter(isLineKey).map((part): PlannedLine => {
    const item = wanted.get(part);
    const itemNumber = itemNumberOf(part);
    return { part, itemNumber, step: item ? planner.wanted(item) : planner.gone(itemNumber) };
  });
  const last = steps.filter(({ step }) => step.do === 'remove');
  return [...steps.filter(({ step }) => step.do !== 'remove'), ...last];
}
