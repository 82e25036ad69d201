import type { ChannelOrder, ChannelOrderItem } from '../domain/linnworks-port.ts';
import type { MinorUnits } from '../domain/money.ts';
import type { Problem } from '../domain/problem.ts';
import type { Result } from '../domain/result.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import {
  BILLING_ADDRESS,
  BILLING_PERSON,
  DELIVERY_ADDRESS,
  DELIVERY_PERSON,
  toAddress,
} from './address.ts';
import { problem, readRows, valueAt } from './field-row.ts';
import { ORDER_HEADER } from './order-header.ts';
import { ORDER_LINE } from './order-line.ts';
import { expectedTotal, toLinePrice, type PricedLine } from './price.ts';

/** An order as it was read, with what the mapping needs to know beside it. */
export interface OrderInput {
  readonly order: Readonly<Record<string, unknown>>;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly settings: MerchantSettings;
  readonly defaultCurrency: string;
  readonly traceId: string;
  /** Names that exist in Linnworks, in lower case. */
  readonly locations: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
}

export interface MappedOrder {
  readonly location: string;
  readonly order: ChannelOrder;
  readonly expectedTotal: MinorUnits;
  readonly currency: string;
  /** SKUs of the stock lines, as they are sent. */
  readonly skus: readonly string[];
}

interface MappedLine {
  readonly item: ChannelOrderItem;
  readonly priced: PricedLine;
}
type Values = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const optional = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined;

const DAY_MS = 24 * 60 * 60 * 1000;

function checkLine(values: Values, at: string): Problem[] {
  const problems: Problem[] = [];
  const title = text(values['ItemTitle']);
  const quantity = values['Qty'];
  if (typeof quantity === 'number' && (!Number.isInteger(quantity) || quantity <= 0)) {
    const message = `The quantity ${quantity} of "${title}" is not a whole number of pieces.`;
    problems.push(problem(`${at}.Quantity`, 'QUANTITY_NOT_WHOLE', message));
  }
  if (typeof values['UnitPrice'] === 'number' && values['UnitPrice'] < 0)
    problems.push(
      problem(`${at}.UnitPrice`, 'PRICE_INVALID', `The price of "${title}" is below zero.`),
    );
  return problems;
}

/** The tables speak of any line and of the SKU; a person is told which line, which product and which field. */
function placed(found: Problem, at: string, skuField: string, item: Values): Problem {
  if (found.code !== 'SKU_MISSING') return { ...found, path: found.path.replace(/^OrderItem/, at) };
  const name = valueAt(item, 'Product2.Name');
  return {
    ...found,
    path: `${at}.Product2.${skuField}`,
    message: `The product "${text(name)}" has no SKU.`,
    causeKey: `SKU_MISSING|${text(name)}`,
  };
}

function toLine(input: OrderInput, item: Values, index: number): Result<MappedLine> {
  const { settings } = input;
  const at = `OrderItem[${index}]`;
  const Sku = valueAt(item, `Product2.${settings.skuField}`);
  const { values, problems } = readRows(ORDER_LINE, {
    OrderItem: item,
    Product: { Sku },
    Settings: settings,
  });
  const all = [
    ...problems.map((one) => placed(one, at, settings.skuField, item)),
    ...checkLine(values, at),
  ];
  if (all.length > 0) return { ok: false, problems: all };
  const { pricePerUnit, lineDiscount } = toLinePrice(
    number(values['UnitPrice']),
    optional(values['ListPrice']),
    optional(values['LineDiscount']),
  );
  const quantity = number(values['Qty']);
  const taxRate = number(values['TaxRate']);
  return {
    ok: true,
    value: {
      priced: { quantity, pricePerUnit, lineDiscount, taxRate },
      item: {
        ItemNumber: text(values['ItemNumber']),
        ChannelSKU: text(values['ChannelSKU']),
        ItemTitle: text(values['ItemTitle']),
        Qty: quantity,
        PricePerUnit: pricePerUnit,
        TaxCostInclusive: settings.pricesIncludeTax,
        UseChannelTax: true,
        TaxRate: taxRate,
        LineDiscount: lineDiscount,
        IsService: false,
      },
    },
  };
}

function checkNames(input: OrderInput, header: Values): Problem[] {
  const problems: Problem[] = [];
  const location = text(header['Location']);
  if (!input.locations.has(location.toLowerCase())) {
    const message = `Linnworks has no location "${location}".`;
    problems.push(
      problem(
        'Order.Linnworks_Location__c',
        'LOCATION_UNKNOWN',
        message,
        `LOCATION_UNKNOWN|${location}`,
      ),
    );
  }
  const service = text(header['PostalServiceName']);
  if (service !== '' && !input.services.has(service.toLowerCase())) {
    const message = `Linnworks has no postal service "${service}".`;
    problems.push(
      problem(
        'Order.Linnworks_Shipping_Service__c',
        'SERVICE_UNKNOWN',
        message,
        `SERVICE_UNKNOWN|${service}`,
      ),
    );
  }
  return problems;
}

function isPaid(settings: MerchantSettings, header: Values): boolean {
  const onOrder = text(header['Payment']);
  if (onOrder !== '') return onOrder === 'Paid';
  return settings.paymentRule === 'Paid';
}

type Header = Readonly<Record<string, unknown>>;
const copied = (header: Header, name: string): object =>
  name in header ? { [name]: header[name] } : {};

/** The discount of the whole order is an amount including tax, spread over lines and postage. */
function discountOf(
  header: Header,
): Pick<ChannelOrder, 'Discount' | 'DiscountType' | 'DiscountTaxType'> {
  if (!('Discount' in header)) return {};
  return {
    Discount: number(header['Discount']),
    DiscountType: 'AllEvenly',
    DiscountTaxType: 'DeductAfterTax',
  };
}

function postageOf(header: Header) {
  const service = text(header['PostalServiceName']);
  return {
    PostalServiceName: service,
    MatchPostalServiceTag: service,
    SavePostalServiceIfNotExist: false,
    PostalServiceCost: number(header['PostalServiceCost']),
    PostalServiceTaxRate: number(header['PostalServiceTaxRate']),
  } as const;
}

function notesOf(header: Header, enteredAt: string): ChannelOrder['Notes'] {
  const Note = text(header['Note']);
  if (Note === '') return [];
  return [{ Note, NoteEntryDate: enteredAt, NoteUserName: 'Salesforce', Internal: false }];
}

function assemble(
  input: OrderInput,
  header: Header,
  addresses: Pick<ChannelOrder, 'DeliveryAddress' | 'BillingAddress'>,
  items: ChannelOrderItem[],
): ChannelOrder {
  const { settings, traceId } = input;
  const received = text(header['ReceivedDate']);
  const despatch = new Date(new Date(received).getTime() + settings.despatchDays * DAY_MS);
  const paid = isPaid(settings, header);
  return {
    Source: settings.source,
    SubSource: settings.subSource,
    ReferenceNumber: text(header['ReferenceNumber']),
    ExternalReference: text(header['ExternalReference']),
    ...copied(header, 'SecondaryReferenceNumber'),
    ReceivedDate: received,
    DispatchBy: text(header['DispatchBy']) || despatch.toISOString(),
    PaymentStatus: paid ? 'Paid' : 'Unpaid',
    ...(paid ? { PaidOn: received } : {}),
    OrderState: header['Hold'] === true ? 'Hold' : 'None',
    Currency: text(header['Currency']),
    ChannelBuyerName: addresses.BillingAddress.FullName || addresses.DeliveryAddress.FullName,
    ...postageOf(header),
    ...copied(header, 'PaymentMethodName'),
    ...discountOf(header),
    UseChannelTax: true,
    AutomaticallyLinkBySKU: true,
    ...addresses,
    OrderItems: items,
    ExtendedProperties: [
      { Name: 'SF_OrderId', Value: text(header['ExternalReference']), Type: 'Order' },
      { Name: 'SF_TraceId', Value: traceId, Type: 'Order' },
    ],
    Notes: notesOf(header, received),
  };
}

/**
 * The Linnworks order of a Salesforce order, or everything that is wrong with it at once. Pure and total: no I/O, no
 * clock, nothing is made up for a value that is missing.
 */
export function toLinnworksOrder(input: OrderInput): Result<MappedOrder> {
  const { order, settings } = input;
  const source = {
    Order: order,
    Settings: settings,
    Org: { DefaultCurrency: input.defaultCurrency },
  };
  const { values: header, problems } = readRows(ORDER_HEADER, source);
  problems.push(...checkNames(input, header));

  const delivery = toAddress(source, DELIVERY_ADDRESS, DELIVERY_PERSON);
  if (delivery === null)
    problems.push(
      problem('Order.ShippingStreet', 'ADDRESS_MISSING', 'The order has no shipping address.'),
    );
  else problems.push(...delivery.problems);
  const billing = toAddress(source, BILLING_ADDRESS, BILLING_PERSON);

  const lines: MappedLine[] = [];
  for (const [index, item] of input.items.entries()) {
    const line = toLine(input, item, index);
    if (line.ok) lines.push(line.value);
    else problems.push(...line.problems);
  }
  if (input.items.length === 0)
    problems.push(problem('Order.OrderItems', 'ORDER_HAS_NO_LINES', 'The order has no lines.'));
  if (problems.length > 0 || delivery === null) return { ok: false, problems };

  const billingAddress =
    billing && billing.problems.length === 0 ? billing.address : delivery.address;
  const items = lines.map(({ item }) => item);
  const mapped = assemble(
    input,
    header,
    { DeliveryAddress: delivery.address, BillingAddress: billingAddress },
    items,
  );
  const priced = lines.map((line) => line.priced);
  const { Currency: currency, PostalServiceCost: postage, Discount: discount = 0 } = mapped;
  return {
    ok: true,
    value: {
      location: text(header['Location']),
      order: mapped,
      currency,
      expectedTotal: expectedTotal(priced, postage, discount, settings.pricesIncludeTax, currency),
      skus: items.map(({ ChannelSKU }) => ChannelSKU),
    },
  };
}
