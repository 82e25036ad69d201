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
}
