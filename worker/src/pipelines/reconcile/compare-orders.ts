import type { ObservedOrder } from '../../domain/observed-order.ts';
import type { Link } from '../../domain/tables.ts';
import type { Difference } from './difference.ts';

/** An activated order of Salesforce as far as the comparison needs it. */
export interface SoldOrder {
  readonly id: string;
  readonly number: string;
  /** Quantities by order product id, as Salesforce has them now. */
  readonly quantities: ReadonlyMap<string, number>;
  readonly link: Link | undefined;
  readonly hasOpenError: boolean;
}

function missing(sold: SoldOrder): Difference {
  const wasThere = sold.link?.linnworksId ?? null;
  const base = {
    kind: 'Missing In Linnworks',
    subject: 'Order',
    record: sold.id,
    label: sold.number,
    field: null,
    salesforceValue: 'Activated',
    linnworksValue: null,
    orderId: sold.id,
    linnworksId: wasThere,
  } as const;
  if (wasThere !== null)
    return {
      ...base,
      repair: null,
      whatToDo: 'Linnworks had the order and lost it: look for a merge or a deletion there.',
    };
  if (sold.hasOpenError)
    return { ...base, repair: null, whatToDo: 'An error of the order says what to correct.' };
  return { ...base, repair: { way: 'send', orderId: sold.id } };
}

/** Lines of one order that may be spread over the parts of a split. */
function quantitiesThere(parts: readonly ObservedOrder[]): Map<string, number> {
  const there = new Map<string, number>();
  for (const { itemNumber, quantity } of parts.flatMap(({ lines }) => lines))
    if (itemNumber !== null) there.set(itemNumber, (there.get(itemNumber) ?? 0) + quantity);
  return there;
}

function lineDifferences(sold: SoldOrder, parts: readonly ObservedOrder[]): Difference[] {
  // What has left the warehouse, or never will, is settled there; later edits are returns.
  if (parts.every(({ isProcessed }) => isProcessed)) return [];
  const there = quantitiesThere(parts);
  return [...sold.quantities].flatMap(([line, quantity]): Difference[] => {
    const other = there.get(line) ?? 0;
    if (other === quantity) return [];
    return [
      {
        kind: 'Different',
        subject: 'Line',
        record: line,
        label: sold.number,
        field: 'OrderItem.Quantity',
        salesforceValue: String(quantity),
        linnworksValue: String(other),
        orderId: sold.id,
        linnworksId: parts[0]?.linnworksId ?? null,
        repair: { way: 'send', orderId: sold.id },
      },
    ];
  });
}

/** What of a sold order is not in Linnworks as it was sold. */
export function compareOrder(sold: SoldOrder, parts: readonly ObservedOrder[]): Difference[] {
  return parts.length === 0 ? [missing(sold)] : lineDifferences(sold, parts);
}
