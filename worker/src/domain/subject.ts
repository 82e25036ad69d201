/** The streams that a person sees, by the key of their `Linnworks_Sync_Stream__c`. */
export type StreamKey = 'worker' | 'orders-out' | 'fulfilment' | 'stock' | 'returns' | 'customers';

/** What an error, a difference or an audit row can be about. */
export type SubjectKind = 'order' | 'linnworks-order' | 'product' | 'stream' | 'mapping' | 'return';

export interface Subject {
  readonly kind: SubjectKind;
  /**
   * Salesforce id of an order, product, mapping row or return (its key while it has no record yet), Linnworks id of a
   * Linnworks order, key of a stream.
   */
  readonly id: string;
  /** As people call it: order number, SKU, name of the stream. */
  readonly label: string;
  /** The order that it belongs to, where it is not the order itself (Salesforce id). */
  readonly orderId?: string | undefined;
  /** The product that it belongs to (Salesforce id). */
  readonly productId?: string | undefined;
  /** The Linnworks order that it belongs to, once Salesforce has a record of it (Linnworks id). */
  readonly linnworksId?: string | undefined;
}
