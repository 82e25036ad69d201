import type { Values } from '../org-client.ts';

export interface RealLine {
  /** A product of catalogue.ts. */
  readonly product: string;
  readonly quantity?: number;
  /** What one piece was sold for; the list price when left out. */
  readonly price?: number;
  /** Percent; left out: the line says nothing. */
  readonly taxRate?: number;
  readonly more?: Values;
}

/** An order as Linnworks shows it, as far as people look at it. */
export interface LinnworksView {
  readonly isPaid: boolean;
  readonly isOnHold: boolean;
  readonly isParked: boolean;
  readonly isShipped: boolean;
  readonly isCancelled: boolean;
  readonly location: string;
  readonly service: string;
  readonly currency: string;
  readonly conversionRate: number;
  readonly total: number;
  readonly tax: number;
  readonly postage: number;
  readonly paymentMethod: string;
  readonly buyer: string;
  readonly taxNumber: string | undefined;
  readonly secondaryReference: string;
  readonly despatchBy: string;
  readonly to: AddressView;
  readonly bill: AddressView;
  readonly lines: readonly LineView[];
  readonly lineCount: number;
  readonly properties: Readonly<Record<string, string>>;
  readonly notes: readonly { readonly text: string; readonly isInternal: boolean }[];
}

export interface AddressView {
  readonly name: string;
  readonly company: string;
  readonly street: readonly string[];
  readonly town: string;
  readonly region: string;
  readonly postcode: string;
  readonly country: string;
  readonly phone: string;
  readonly email: string;
}

export interface LineView {
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly price: number;
  readonly discount: number;
  readonly taxRate: number;
  readonly isService: boolean;
  readonly isUnlinked: boolean;
  readonly options: Readonly<Record<string, string>>;
}

type Part<T> = T extends readonly (infer U)[]
  ? readonly Part<U>[]
  : T extends object
    ? { readonly [K in keyof T]?: Part<T[K]> }
    : T;

/** What is done about an order after it was sent; answered before the next step. */
export type Step =
  /** By sales people: fields of the order, or of its first line. */
  | { readonly order: Values }
  | { readonly line: Values }
  /** They ask to cancel it; the reason. */
  | { readonly cancel: string }
  /** The goods come so far. */
  | { readonly warehouse: 'picking' | 'packed' | 'shipped' };

/** What must come of an order: this in Linnworks, these errors on the order, or nothing but a sentence. */
export type Expected =
  | {
      readonly linnworks: Part<LinnworksView>;
      /** None when left out. */
      readonly errors?: readonly string[];
      /** To the last step. */
      readonly answer?: RegExp;
    }
  | { readonly errors: readonly string[] }
  | { readonly answer: RegExp };

/** One order of a merchant's life, as the sales person enters it, and what must come of it. */
export interface RealOrder {
  /** Said as a merchant would. */
  readonly name: string;
  readonly account?: Values;
  /** null: the order names no contact. */
  readonly contact?: Values | null;
  /** Another person to whom the bill goes. */
  readonly billTo?: Values;
  /** Over the ordinary address in Leeds. */
  readonly order?: Values;
  readonly lines: readonly RealLine[];
  readonly steps?: readonly Step[];
  readonly expected: Expected;
}

export const NO_ADDRESS: Values = {
  ShippingStreet: null,
  ShippingCity: null,
  ShippingPostalCode: null,
  ShippingCountry: null,
};
