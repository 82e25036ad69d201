import type { ChannelOrder } from '../domain/linnworks-port.ts';
import type { MinorUnits } from '../domain/money.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import type { ConversionRates } from './conversion-rate.ts';
import type { CustomerDirectory } from './customer.ts';
import type { FieldModel } from './field-model.ts';

/** An order as it was read, with what the mapping needs to know beside it. */
export interface OrderInput {
  readonly order: Readonly<Record<string, unknown>>;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly settings: MerchantSettings;
  /** What the admin's mapping rows add to the tables. */
  readonly model: FieldModel;
  readonly customers: CustomerDirectory;
  readonly defaultCurrency: string;
  /** null or left out: an org with one currency. */
  readonly rates?: ConversionRates | null;
  readonly traceId: string;
  /** Names that exist in Linnworks, in lower case. */
  readonly locations: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  /** null or left out: not known. */
  readonly paymentMethods?: ReadonlySet<string> | null;
}

export interface MappedOrder {
  readonly location: string;
  readonly order: ChannelOrder;
  readonly expectedTotal: MinorUnits;
  readonly currency: string;
  /** SKUs of the stock lines, as they are sent. */
  readonly skus: readonly string[];
}

export type Values = Readonly<Record<string, unknown>>;
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const optional = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined;
