/** Something wrong with one record, found by validation: data, not an exception. */
export interface Problem {
  /** Where, in Salesforce's words: `Order.ShippingCountry`, `OrderItem[2].Quantity`. */
  readonly path: string;
  /** Stable code from domain/error-codes.ts. */
  readonly code: string;
  /** One plain sentence for the person who can mend it. */
  readonly message: string;
  readonly whatToDo: string;
  /** Problems with the same cause share it, e.g. `LW_SKU_UNKNOWN|ABC-1`; default: the code. */
  readonly causeKey?: string;
  /** The one field of one record that is the cause, where it is one: the screens offer to correct it. */
  readonly correct?: Correction;
  /** What was sent and answered; masked again before it is shown. */
  readonly exchange?: Exchange;
}

export interface Correction {
  readonly recordId: string;
  /** Object and field, e.g. `Order.ShippingPostalCode`. */
  readonly field: string;
}

/** One call as it may be shown: personal data and secrets are hidden (domain/mask.ts). */
export interface Exchange {
  readonly request: unknown;
  readonly reply: unknown;
}
