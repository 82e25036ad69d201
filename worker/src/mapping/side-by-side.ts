import type { Comparison } from '../domain/answers.ts';
import type { ChannelAddress, ChannelOrderItem } from '../domain/linnworks-port.ts';
import { fromMinor } from '../domain/money.ts';
import { valueAt } from './field-row.ts';
import { text, type MappedOrder, type Values } from './order-input.ts';

type Row = Comparison['rows'][number];
/** A field on a record holds 131,072 characters; longer orders are shown by their first lines. */
export const MOST_LINES = 150;

const shown = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Every part that Salesforce names must stand somewhere in the address that goes out. */
function addressRow(order: Values, address: ChannelAddress): Row {
  const parts = ['Street', 'City', 'PostalCode', 'Country'].flatMap((part) =>
    text(order[`Shipping${part}`]).split(/\r?\n/),
  );
  const { Address1, Address2, Address3, Town, PostCode, Country } = address;
  const there = [Address1, Address2, Address3, Town, PostCode, Country].filter(Boolean).join(', ');
  const ours = parts.filter(Boolean).join(', ');
  return {
    name: 'Delivery address',
    salesforce: ours,
    linnworks: there,
    same: parts.every((part) => there.toLowerCase().includes(part.trim().toLowerCase())),
  };
}

function lineRow(item: Values, sent: ChannelOrderItem | undefined): Row {
  const quantity = item['Quantity'];
  return {
    name: `Line ${text(valueAt(item, 'Product2.Name'))}`,
    salesforce: `${shown(quantity)} × ${shown(item['UnitPrice'])}`,
    linnworks:
      sent === undefined
        ? 'no line of its own'
        : `${sent.Qty} × ${sent.PricePerUnit} ${sent.ChannelSKU}`.trim(),
    same: sent === undefined || sent.Qty === quantity,
  };
}

const plain = (name: string, ours: unknown, theirs: string): Row => ({
  name,
  salesforce: shown(ours),
  linnworks: theirs,
  // What Salesforce leaves open is decided by a setting or a mapping row.
  same: shown(ours) === '' || shown(ours).toLowerCase() === theirs.toLowerCase(),
});

/** An order as it stands in Salesforce beside what would go out, line by line. Pure. */
export function sideBySide(order: Values, items: readonly Values[], mapped: MappedOrder): Row[] {
  const { order: sent, location, expectedTotal, currency } = mapped;
  const sentOf = new Map(sent.OrderItems.map((item) => [item.ItemNumber, item]));
  return [
    plain('Order number', order['OrderNumber'], sent.ReferenceNumber),
    addressRow(order, sent.DeliveryAddress),
    plain('Warehouse', order['Linnworks_Location__c'], location),
    plain('Shipping service', order['Linnworks_Shipping_Service__c'], sent.PostalServiceName),
    plain('Postage', order['Linnworks_Shipping_Cost__c'], String(sent.PostalServiceCost)),
    plain('Payment', order['Linnworks_Payment_Status__c'], sent.PaymentStatus),
    ...items.slice(0, MOST_LINES).map((item) => lineRow(item, sentOf.get(text(item['Id'])))),
    plain('Total', '', `${String(fromMinor(expectedTotal, currency))} ${currency}`),
  ];
}
