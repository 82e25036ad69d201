import { z } from 'zod';
import { skuKey } from '../../domain/stock.ts';
import type { StockDeps } from './stock-deps.ts';

/**
 * What Linnworks asks of a channel integration beside the pushes: the calls with which a merchant connects and checks
 * it, and those that this channel has nothing to say to, since orders go through the API. Source: "Channel integration"
 * of the vendor's documentation and its SampleChannel.
 */
export type ChannelAnswer = (body: unknown) => Promise<object> | object;

/** Products of one page of the list that Linnworks maps its items to. */
const PRODUCTS_PER_PAGE = 500;

const pageSchema = z.looseObject({ PageNumber: z.number().int().min(1).nullish() });
const pricesSchema = z.looseObject({
  Products: z.array(z.looseObject({ SKU: z.string() })).nullish(),
});

/** `UserConfig` as the step's name ends Linnworks' wizard: there is nothing to ask. */
const CONFIGURED = {
  Error: null,
  StepName: 'UserConfig',
  AccountName: 'Salesforce',
  WizardStepTitle: 'Connected',
  WizardStepDescription: 'Stock changes and despatches are pushed to the connector.',
  ConfigItems: [],
};

/** Without this list nothing can be mapped, and Linnworks pushes mapped SKUs only. */
async function products({ stock }: StockDeps, body: unknown): Promise<object> {
  const parsed = pageSchema.safeParse(body);
  if (!parsed.success)
    return { Error: 'The request cannot be read.', HasMorePages: false, Products: [] };
  const page = parsed.data.PageNumber ?? 1;
  const after = (page - 1) * PRODUCTS_PER_PAGE;
  const found = await stock.levels.skus(after, PRODUCTS_PER_PAGE + 1);
  return {
    Error: null,
    HasMorePages: found.length > PRODUCTS_PER_PAGE,
    Products: found.slice(0, PRODUCTS_PER_PAGE).map(({ sku, available }) => ({
      SKU: sku,
      Title: sku,
      Quantity: Math.max(0, available),
      Price: 0,
      Reference: skuKey(sku),
    })),
  };
}

/** Prices stay as they are; a SKU that is not echoed would be left out later. */
function prices(body: unknown): object {
  const parsed = pricesSchema.safeParse(body);
  if (!parsed.success) return { Error: 'The request cannot be read.', Products: [] };
  return {
    Error: null,
    Products: (parsed.data.Products ?? []).map(({ SKU }) => ({ SKU, Error: null })),
  };
}

/** By address; each has passed the check of the token. */
export function setUpAnswers(deps: StockDeps, token: string): Record<string, ChannelAnswer> {
  return {
    '/channel/add-new-user': () => ({ Error: null, AuthorizationToken: token }),
    '/channel/user-config': () => CONFIGURED,
    '/channel/save-config': () => CONFIGURED,
    '/channel/config-test': () => ({ Error: null }),
    '/channel/config-deleted': () => {
      deps.log.warn('Linnworks has removed the channel integration; stock is read as before');
      return { Error: null };
    },
    '/channel/shipping-tags': () => ({ Error: null, ShippingTags: [] }),
    '/channel/payment-tags': () => ({ Error: null, PaymentTags: [] }),
    '/channel/orders': () => ({ Error: null, HasMorePages: false, Orders: [] }),
    '/channel/products': (body) => products(deps, body),
    '/channel/price-update': prices,
  };
}
