import type { PipelineDeps } from './deps.ts';
import type { Fulfilment } from './prepare-fulfilment.ts';

/**
 * Adds what is known of returns to observed orders, which do not tell it themselves: whoever writes an order, its state
 * after the sale stays, and a replacement shows the order that it replaces.
 */
export async function withAfterSale(
  { tables }: Pick<PipelineDeps, 'tables'>,
  fulfilments: readonly Fulfilment[],
): Promise<Fulfilment[]> {
  const known = await tables.afterSale.get(fulfilments.map(({ order }) => order.linnworksId));
  return fulfilments.map((one) => {
    const row = known.get(one.order.linnworksId);
    if (row === undefined) return one;
    const { sums, origin } = row;
    const order = sums === null ? one.order : { ...one.order, afterSale: sums };
    if (origin === null) return { ...one, order };
    const { relation, parentLinnworksId: parentId, salesforceOrderId } = origin;
    const own = one.context.salesforceOrderId ?? salesforceOrderId;
    return {
      ...one,
      order,
      family: { ...one.family, relation, parentId },
      context: { ...one.context, salesforceOrderId: own },
    };
  });
}
