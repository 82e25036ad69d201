import type { ChannelAddress, ChannelOrder } from '../domain/linnworks-port.ts';
import { fromMinor } from '../domain/money.ts';
import type { Problem } from '../domain/problem.ts';
import type { Result } from '../domain/result.ts';
import { toAddress } from './address.ts';
import { conversionRateOf } from './conversion-rate.ts';
import { problem, readRows } from './field-row.ts';
import { optional, text, type MappedOrder, type OrderInput, type Values } from './order-input.ts';
import { toLines, type MappedLines } from './order-lines.ts';
import { ORDER_PROPERTIES, PROPERTY } from './order-properties.ts';
import { sourceOf } from './order-source.ts';
import {
  locationOf,
  orderStateOf,
  paymentMethodOf,
  paymentStatusOf,
  postageOf,
  serviceOf,
  type Term,
} from './order-terms.ts';
import { expectedTotal } from './price.ts';
import { ORDER_ROWS } from './targets.ts';
import { wrongRow } from './value-rules.ts';

export type { MappedOrder, OrderInput } from './order-input.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

interface Addresses {
  readonly DeliveryAddress: ChannelAddress;
  readonly BillingAddress: ChannelAddress;
}

/** Billing falls back to the delivery address as a whole; only the delivery address can stop an order. */
function toAddresses(source: Values, { model }: OrderInput): Term<Addresses | null> {
  const delivery = toAddress(source, 'DeliveryAddress', model.overrides);
  if (delivery === null) {
    const message = 'The order has no shipping address.';
    return {
      value: null,
      problems: [problem('Order.ShippingStreet', 'ADDRESS_MISSING', message)],
    };
  }
  const billing = toAddress(source, 'BillingAddress', model.overrides);
  const isUsable = billing !== null && billing.problems.length === 0;
  const BillingAddress = isUsable ? billing.address : delivery.address;
  return {
    value: { DeliveryAddress: delivery.address, BillingAddress },
    problems: delivery.problems,
  };
}

/** Everything that depends on more than one field of the order. */
function toTerms(input: OrderInput, header: Values, lines: MappedLines, country: string) {
  const facts = { country, value: lines.value, weightKg: lines.weightKg };
  const terms = {
    location: locationOf(input, header, facts),
    service: serviceOf(input, header, facts),
    paymentStatus: paymentStatusOf(input, header, facts),
    paymentMethod: paymentMethodOf(input, header, facts),
    state: orderStateOf(header),
    conversionRate: conversionRateOf(input, header),
    postage: postageOf(input, header, lines),
  };
  return { terms, problems: Object.values(terms).flatMap(({ problems }) => problems) };
}
type Terms = ReturnType<typeof toTerms>['terms'];

const copied = (header: Values, ...names: readonly string[]): object =>
  Object.fromEntries(names.flatMap((name) => (name in header ? [[name, header[name]]] : [])));

/** The discount of the whole order is an amount including tax, spread over lines and postage. */
function discountOf(
  header: Values,
): Pick<ChannelOrder, 'Discount' | 'DiscountType' | 'DiscountTaxType'> {
  const Discount = optional(header['Discount']) ?? 0;
  if (Discount === 0) return {};
  return { Discount, DiscountType: 'AllEvenly', DiscountTaxType: 'DeductAfterTax' };
}

function shippingOf({ service, postage }: Terms) {
  return {
    PostalServiceName: service.value,
    MatchPostalServiceTag: service.value,
    SavePostalServiceIfNotExist: false,
    PostalServiceCost: postage.value.cost,
    PostalServiceTaxRate: postage.value.taxRate,
  } as const;
}

function paymentOf(header: Values, { paymentStatus, paymentMethod }: Terms) {
  const isPaid = paymentStatus.value === 'Paid';
  return {
    PaymentStatus: paymentStatus.value,
    ...(isPaid ? { PaidOn: text(header['PaidOn']) || text(header['ReceivedDate']) } : {}),
    ...(paymentMethod.value === '' ? {} : { PaymentMethodName: paymentMethod.value }),
  };
}

function notesOf(header: Values): ChannelOrder['Notes'] {
  const common = { NoteEntryDate: text(header['ReceivedDate']), NoteUserName: 'Salesforce' };
  return [
    { Note: text(header['Note']), ...common, Internal: false },
    { Note: text(header['InternalNote']), ...common, Internal: true },
  ].filter(({ Note }) => Note !== '');
}

function propertiesOf(
  source: Values,
  { model }: OrderInput,
): Term<ChannelOrder['ExtendedProperties']> {
  const rows = [...ORDER_PROPERTIES, ...model.properties];
  const { values, problems } = readRows(rows, source, model.overrides);
  const value = rows.flatMap(({ target }) => {
    const Value = text(values[target]);
    return Value === '' ? [] : [{ Name: target.slice(PROPERTY.length), Value, Type: 'Order' }];
  });
  return { value, problems };
}

function despatchBy(header: Values, days: number): string {
  const received = new Date(text(header['ReceivedDate'])).getTime();
  return text(header['DispatchBy']) || new Date(received + days * DAY_MS).toISOString();
}

function assemble(
  { settings }: OrderInput,
  header: Values,
  addresses: Addresses,
  terms: Terms,
  lines: MappedLines,
  ExtendedProperties: ChannelOrder['ExtendedProperties'],
): ChannelOrder {
  return {
    Source: settings.source,
    SubSource: settings.subSource,
    ReferenceNumber: text(header['ReferenceNumber']),
    ExternalReference: text(header['ExternalReference']),
    ...copied(header, 'SecondaryReferenceNumber'),
    ReceivedDate: text(header['ReceivedDate']),
    DispatchBy: despatchBy(header, settings.despatchDays),
    ...paymentOf(header, terms),
    OrderState: terms.state.value,
    Currency: text(header['Currency']),
    ...(terms.conversionRate.value === undefined
      ? {}
      : { ConversionRate: terms.conversionRate.value }),
    ChannelBuyerName: text(header['ChannelBuyerName']) || addresses.BillingAddress.FullName,
    ...copied(header, 'BuyerTaxNumber'),
    ...shippingOf(terms),
    ...discountOf(header),
    UseChannelTax: true,
    AutomaticallyLinkBySKU: true,
    ...addresses,
    OrderItems: [...lines.items],
    ExtendedProperties,
    Notes: notesOf(header),
  };
}

function checkMoney(header: Values, total: number, currency: string): Problem[] {
  const problems: Problem[] = [];
  const rate = optional(header['ConversionRate']);
  if (rate !== undefined && rate <= 0) {
    const message = `The conversion rate ${rate} is not above zero.`;
    problems.push(problem('Order.ConversionRate', 'FIELD_UNREADABLE', message));
  }
  const path = 'Order.Linnworks_Discount__c';
  if ((optional(header['Discount']) ?? 0) < 0)
    problems.push(problem(path, 'PRICE_INVALID', 'The discount of the order is below zero.'));
  if (total < 0) {
    const message = `The discount of the order is ${-fromMinor(total, currency)} ${currency} more than the order costs.`;
    problems.push(problem(path, 'DISCOUNT_TOO_LARGE', message));
  }
  return problems;
}

/**
 * The Linnworks order of a Salesforce order, or everything that is wrong with it at once. Pure and total: no I/O, no
 * clock, nothing is made up for a value that is missing.
 */
export function toLinnworksOrder(input: OrderInput): Result<MappedOrder> {
  const { settings, model } = input;
  const { source, problems: doubts } = sourceOf(input);
  const { values: header, problems: unread } = readRows(ORDER_ROWS, source, model.overrides);
  const addresses = toAddresses(source, input);
  const country = addresses.value?.DeliveryAddress.MatchCountryCode ?? '';
  const lines = toLines(input, country);
  const { terms, problems: unfit } = toTerms(input, header, lines, country);
  const properties = propertiesOf(source, input);
  const currency = text(header['Currency']);
  const total = expectedTotal(
    lines.priced,
    terms.postage.value.cost,
    optional(header['Discount']) ?? 0,
    settings.pricesIncludeTax,
    currency,
  );
  const found = [
    ...model.broken.map(({ rowId, name, why }) => wrongRow(rowId, name, why)),
    ...[...unread, ...unfit, ...addresses.problems, ...lines.problems, ...properties.problems],
    ...doubts,
  ];
  const problems = found.length > 0 ? found : checkMoney(header, total, currency);
  if (problems.length > 0 || addresses.value === null) return { ok: false, problems };
  const mapped = assemble(input, header, addresses.value, terms, lines, properties.value);
  return {
    ok: true,
    value: {
      location: terms.location.value,
      order: mapped,
      currency,
      expectedTotal: total,
      skus: lines.skus,
    },
  };
}
