import type { ChannelOrder } from '../domain/linnworks-port.ts';
import { roundTo, currencyScale } from '../domain/money.ts';
import type { Problem } from '../domain/problem.ts';
import { problem } from './field-row.ts';
import { optional, text, type OrderInput, type Values } from './order-input.ts';
import type { MappedLines } from './order-lines.ts';
import { pick, type RuleFacts } from './value-rules.ts';

/** A value, and the problem that stands in its way. */
export type Term<T> = { readonly value: T; readonly problems: readonly Problem[] };
const good = <T>(value: T): Term<T> => ({ value, problems: [] });
const bad = <T>(value: T, ...problems: Problem[]): Term<T> => ({ value, problems });

type Facts = Omit<RuleFacts, 'word'>;

/** The name of a place or a service: by rule, else as the order says it, else the default of the settings. */
function named(
  kind: 'Location' | 'Shipping Method',
  input: OrderInput,
  facts: Facts,
  onOrder: string,
  otherwise: string,
): Term<string> & { readonly from: 'rule' | 'order' | 'settings' } {
  const picked = pick(input.model.rules[kind], { ...facts, word: onOrder });
  if (picked !== null && 'problem' in picked) return { ...bad('', picked.problem), from: 'rule' };
  if (picked !== null) return { ...good(picked.target), from: 'rule' };
  if (onOrder !== '') return { ...good(onOrder), from: 'order' };
  return { ...good(otherwise), from: 'settings' };
}

const PLACES = {
  order: {
    Location: 'Order.Linnworks_Location__c',
    'Shipping Method': 'Order.Linnworks_Shipping_Service__c',
  },
  settings: {
    Location: 'Linnworks_Settings__c.Default_Location__c',
    'Shipping Method': 'Linnworks_Settings__c.Default_Shipping_Service__c',
  },
} as const;

export function locationOf(input: OrderInput, header: Values, facts: Facts): Term<string> {
  const otherwise = input.settings.defaultLocation;
  const found = named('Location', input, facts, text(header['Location']), otherwise);
  const { value, problems, from } = found;
  if (problems.length > 0 || input.locations.has(value.toLowerCase())) return found;
  const path = from === 'settings' ? PLACES.settings.Location : PLACES.order.Location;
  const message = `Linnworks has no location "${value}".`;
  return bad(value, problem(path, 'LOCATION_UNKNOWN', message, `LOCATION_UNKNOWN|${value}`));
}

export function serviceOf(input: OrderInput, header: Values, facts: Facts): Term<string> {
  const onOrder = text(header['PostalServiceName']);
  const otherwise = input.settings.defaultShippingService;
  const found = named('Shipping Method', input, facts, onOrder, otherwise);
  const { value, problems, from } = found;
  if (problems.length > 0 || value === '' || input.services.has(value.toLowerCase())) return found;
  const path = PLACES[from === 'settings' ? 'settings' : 'order']['Shipping Method'];
  const message = `Linnworks has no postal service "${value}".`;
  return bad(value, problem(path, 'SERVICE_UNKNOWN', message, `SERVICE_UNKNOWN|${value}`));
}

const STATUSES = ['Paid', 'Unpaid'] as const;
type PaymentStatus = (typeof STATUSES)[number];
const isStatus = (word: string): boolean => word === 'paid' || word === 'unpaid';

/** Payment rows whose target is Paid or Unpaid translate the status, the others the method. */
function paymentWord(input: OrderInput, facts: Facts, word: string, ofStatus: boolean) {
  const rules = input.model.rules.Payment.filter(
    ({ target }) => isStatus(target.toLowerCase()) === ofStatus,
  );
  return pick(rules, { ...facts, word });
}

export function paymentStatusOf(
  input: OrderInput,
  header: Values,
  facts: Facts,
): Term<PaymentStatus> {
  const word = text(header['PaymentStatus']);
  const picked = paymentWord(input, facts, word, true);
  if (picked !== null && 'problem' in picked) return bad('Unpaid', picked.problem);
  const said = picked === null ? word : picked.target;
  const known = STATUSES.find((status) => status.toLowerCase() === said.toLowerCase());
  if (known !== undefined) return good(known);
  if (said === '') return good(input.settings.paymentRule === 'Paid' ? 'Paid' : 'Unpaid');
  const message = `"${said}" is not a payment status that is known.`;
  return bad(
    'Unpaid',
    problem('Order.Linnworks_Payment_Status__c', 'PAYMENT_STATUS_UNKNOWN', message),
  );
}

export function paymentMethodOf(input: OrderInput, header: Values, facts: Facts): Term<string> {
  const word = text(header['PaymentMethodName']);
  const picked = paymentWord(input, facts, word, false);
  if (picked === null) {
    if (word === '' || input.paymentMethods?.has(word.toLowerCase()) !== false) return good(word);
    const message = `Linnworks has no payment method "${word}".`;
    const cause = `PAYMENT_METHOD_UNKNOWN|${word}`;
    const path = 'Order.Linnworks_Payment_Method__c';
    return bad('', problem(path, 'PAYMENT_METHOD_UNKNOWN', message, cause));
  }
  return 'problem' in picked ? bad('', picked.problem) : good(picked.target);
}

const STATES = ['None', 'Hold', 'Park'] as const;

export function orderStateOf(header: Values): Term<ChannelOrder['OrderState']> {
  const word = text(header['OrderState']);
  const state = STATES.find((known) => known.toLowerCase() === word.toLowerCase());
  if (word !== '' && state === undefined) {
    const message = `"${word}" is not a state that an order can be sent in.`;
    return bad('None', problem('Order', 'ORDER_STATE_UNKNOWN', message));
  }
  const isHeld = header['Hold'] === true && (state ?? 'None') === 'None';
  return good(isHeld ? 'Hold' : (state ?? 'None'));
}

export interface Postage {
  readonly cost: number;
  readonly taxRate: number;
}

/** The postage of the order and its shipping lines in one amount, to the scale of the currency. */
export function postageOf(input: OrderInput, header: Values, lines: MappedLines): Term<Postage> {
  const onOrder = optional(header['PostalServiceCost']) ?? 0;
  const rate = optional(header['PostalServiceTaxRate']);
  const cost = roundTo(onOrder + lines.postage, currencyScale(text(header['Currency'])));
  const own = rate ?? (lines.postageRates.length === 0 ? input.settings.defaultTaxRate : undefined);
  const rates = new Set(lines.postageRates);
  if (onOrder !== 0) rates.add(own ?? input.settings.defaultTaxRate);
  const taxRate = [...rates][0] ?? own ?? input.settings.defaultTaxRate;
  const problems: Problem[] = [];
  const path = 'Order.Linnworks_Shipping_Cost__c';
  if (cost < 0) problems.push(problem(path, 'PRICE_INVALID', 'The postage is below zero.'));
  if (taxRate < 0 || taxRate > 100) {
    const message = 'The tax rate of the postage is not from 0 to 100 percent.';
    problems.push(problem('Order.Linnworks_Shipping_Tax_Rate__c', 'TAX_RATE_INVALID', message));
  }
  if (rates.size > 1) {
    const message = `The shipping charges have different tax rates: ${[...rates].join(' % and ')} %.`;
    problems.push(problem(path, 'POSTAGE_TAX_DIFFERS', message));
  }
  return bad({ cost, taxRate }, ...problems);
}
