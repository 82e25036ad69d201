/**
 * Every Linnworks call the worker makes, with the body shape its server expects (it differs per method), the quota per
 * minute and whether it may be repeated blindly. Sources: the vendor's 1.0 and 2.0 specifications, pages of the same
 * name on apidocs.linnworks.net. Limits are counted per endpoint and account.
 */
export type BodyShape =
  /** Arguments in the query of a GET. */
  | 'query'
  /** Arguments are the top-level keys. */
  | 'plain'
  /** Arguments inside one `request` object. */
  | 'wrapped'
  /** `application/x-www-form-urlencoded`, each argument as JSON text. */
  | 'form';

export interface Endpoint {
  readonly api: 'v1' | 'v2';
  readonly path: string;
  readonly shape: BodyShape;
  readonly perMinute: number;
  /** A write is never repeated after a reply was lost; the caller asks what happened first. */
  readonly effect: 'read' | 'write';
}

const v1 = (
  path: string,
  shape: BodyShape,
  perMinute: number,
  effect: Endpoint['effect'] = 'read',
): Endpoint => ({ api: 'v1', path: `/api/${path}`, shape, perMinute, effect });

export const ENDPOINTS = {
  createOrders: v1('Orders/CreateOrders', 'plain', 150, 'write'),
  getOrdersById: v1('Orders/GetOrdersById', 'plain', 250),
  findByReference: v1('Orders/GetOrderDetailsByReferenceId', 'query', 250),
  cancelOrder: v1('Orders/CancelOrder', 'plain', 150, 'write'),
  setCustomerInfo: v1('Orders/SetOrderCustomerInfo', 'plain', 150, 'write'),
  changeShippingMethod: v1('Orders/ChangeShippingMethod', 'plain', 150, 'write'),
  orderNotes: v1('Orders/GetOrderNotes', 'query', 250),
  addOrdersNote: v1('Orders/AddOrdersNote', 'plain', 150, 'write'),
  updateOrderItem: v1('Orders/UpdateOrderItem', 'plain', 150, 'write'),
  addOrderItem: v1('Orders/AddOrderItem', 'plain', 250, 'write'),
  addOrderService: v1('Orders/AddOrderService', 'plain', 150, 'write'),
  removeOrderItem: v1('Orders/RemoveOrderItem', 'plain', 150, 'write'),
  orderProperties: v1('Orders/GetExtendedProperties', 'query', 250),
  setProperties: v1('Orders/SetExtendedProperties', 'plain', 250, 'write'),
  setShippingInfo: v1('Orders/SetOrderShippingInfo', 'plain', 250, 'write'),
  setGeneralInfo: v1('Orders/SetOrderGeneralInfo', 'plain', 250, 'write'),
  /** These two are answered with success and do nothing when they are sent as JSON. */
  changeOrderTag: v1('Orders/ChangeOrderTag', 'form', 250, 'write'),
  changeStatus: v1('Orders/ChangeStatus', 'form', 150, 'write'),
  relations: v1('Orders/GetOrdersRelations', 'plain', 150),
  auditTrails: v1('Orders/GetOrderAuditTrailsByIds', 'plain', 150),
  pickWaves: v1('Picking/GetAllPickingWaves', 'query', 150),
  packaging: v1('Orders/GetOrderPackagingCalculation', 'plain', 150),
  trackingUrls: v1('ProcessedOrders/GetOrderTrackingURLs', 'plain', 150),
  searchProcessed: v1('ProcessedOrders/SearchProcessedOrders', 'wrapped', 150),
  allOpenOrders: v1('Orders/GetAllOpenOrders', 'plain', 250),
  locations: v1('Inventory/GetStockLocations', 'query', 150),
  paymentMethods: v1('Orders/GetPaymentMethods', 'query', 150),
  currencyRates: v1('Settings/GetCurrencyConversionRates', 'query', 250),
  shippingMethods: v1('Orders/GetShippingMethods', 'query', 150),
  stockIdsBySku: v1('Inventory/GetStockItemIdsBySKU', 'wrapped', 250),
  stockItems: v1('Stock/GetStockItemsFull', 'plain', 150),
  searchReturns: v1('ReturnsRefunds/SearchReturnsRefundsPaged', 'query', 150),
  rmaHeaders: v1('ReturnsRefunds/GetRMAHeadersByOrderId', 'wrapped', 150),
  refundHeaders: v1('ReturnsRefunds/GetRefundHeadersByOrderId', 'wrapped', 150),
  returnOptions: v1('ReturnsRefunds/GetReturnOptions', 'wrapped', 150),
  refundOptions: v1('ReturnsRefunds/GetRefundOptions', 'wrapped', 150),
  createRma: v1('ReturnsRefunds/CreateRMABooking', 'wrapped', 150, 'write'),
  createRefund: v1('ReturnsRefunds/CreateRefund', 'wrapped', 150, 'write'),
  returnCategories: v1('ProcessedOrders/GetReturnCategories', 'query', 150),
  stockItemsById: v1('Stock/GetStockItemsFullByIds', 'wrapped', 250),
  stockItemTypes: v1('Stock/GetStockItemTypeInfo', 'plain', 150),
  stockParts: v1('Inventory/GetInventoryItemsCompositionByIds', 'wrapped', 250),
  stockHistory: v1('Stock/GetItemChangesHistory', 'query', 250),
  stockItemCount: v1('Inventory/GetInventoryItemsCount', 'query', 150),
  /** No limit is published for v2: 60 a minute until a 429 says otherwise. */
  orders: { api: 'v2', path: '/orders', shape: 'query', perMinute: 60, effect: 'read' },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof ENDPOINTS;
