import { Refusal } from '../http/refusal.ts';
import { isParked, type Order } from '../state/order.ts';

export interface FieldsFilter {
  readonly TextFields?: readonly {
    readonly FieldCode?: string;
    readonly Type?: 'Equal' | 'Contains' | 'StartWith' | 'EndsWith';
    readonly Text?: string;
  }[];
  readonly BooleanFields?: readonly { readonly FieldCode?: string; readonly Value?: boolean }[];
  readonly NumericFields?: readonly {
    readonly FieldCode?: string;
    readonly Type?: 'Equal' | 'Greater' | 'Lower';
    readonly Value?: number;
  }[];
  readonly DateFields?: readonly {
    readonly FieldCode?: string;
    readonly Type?: 'Range' | 'OlderThan' | 'LastDays';
    readonly DateFrom?: string;
    readonly DateTo?: string;
    readonly Value?: number;
  }[];
  readonly ListFields?: readonly {
    readonly FieldCode?: string;
    readonly Type?: 'Is' | 'Not';
    readonly Value?: string;
  }[];
}

type Field<T> = Readonly<Record<string, (order: Order) => T>>;

const TEXTS: Field<string> = {
  GENERAL_INFO_ORDER_ID: (order) => String(order.number),
  GENERAL_INFO_SOURCE: (order) => order.source,
  GENERAL_INFO_SUBSOURCE: (order) => order.subSource,
  GENERAL_INFO_REFERENCE_NUMBER: (order) => order.reference,
  GENERAL_INFO_CHANNEL_REFERENCE_NUMBER: (order) => order.secondaryReference,
  GENERAL_INFO_EXTERNAL_REFERENCE_NUMBER: (order) => order.externalReference,
  GENERAL_INFO_STOCK_ALLOCATION: (order) => order.allocation,
  GENERAL_INFO_STATUS: (order) => String(order.status),
  SHIPPING_INFORMATION_TRACKING_NUMBER: (order) => order.trackingNumber,
  LOCATION_ID: (order) => order.locationId,
};
const FLAGS: Field<boolean> = {
  GENERAL_INFO_LABEL_PRINTED: (order) => order.labelPrinted,
  GENERAL_INFO_INVOICE_PRINTED: (order) => order.invoicePrinted,
  GENERAL_INFO_PICK_LIST_PRINTED: (order) => order.pickListPrinted,
  GENERAL_INFO_IS_RULE_RUN: (order) => order.isRuleRun,
  GENERAL_INFO_LOCKED: (order) => order.isLocked,
  GENERAL_INFO_PARKED: isParked,
  GENERAL_INFO_PART_SHIPPED: () => false,
};
const NUMBERS: Field<number> = {
  GENERAL_INFO_ORDER_ID: (order) => order.number,
  GENERAL_INFO_STATUS: (order) => order.status,
  GENERAL_INFO_ITEMS_COUNT: (order) => order.lines.length,
};
const DATES: Field<Date> = {
  GENERAL_INFO_DATE: (order) => order.receivedAt,
  GENERAL_INFO_DESPATCHBYDATE: (order) => order.despatchBy,
};

function reader<T>(fields: Field<T>, code = 'NONE'): (order: Order) => T {
  const read = fields[code];
  if (!read)
    throw new Refusal(501, { Message: `The emulated account does not filter by ${code}.` });
  return read;
}

type Test = (order: Order) => boolean;

function textTest({
  FieldCode,
  Type = 'Equal',
  Text = '',
}: NonNullable<FieldsFilter['TextFields']>[number]): Test {
  const read = reader(TEXTS, FieldCode);
  const wanted = Text.toLowerCase();
  const compare = {
    Equal: (text: string) => text === wanted,
    Contains: (text: string) => text.includes(wanted),
    StartWith: (text: string) => text.startsWith(wanted),
    EndsWith: (text: string) => text.endsWith(wanted),
  }[Type];
  return (order) => compare(read(order).toLowerCase());
}

function numberTest({
  FieldCode,
  Type = 'Equal',
  Value = 0,
}: NonNullable<FieldsFilter['NumericFields']>[number]): Test {
  const read = reader(NUMBERS, FieldCode);
  return (order) => {
    const difference = read(order) - Value;
    return Type === 'Equal'
      ? difference === 0
      : Type === 'Greater'
        ? difference > 0
        : difference < 0;
  };
}

function dateTest(field: NonNullable<FieldsFilter['DateFields']>[number], now: Date): Test {
  const read = reader(DATES, field.FieldCode);
  const daysAgo = now.getTime() - (field.Value ?? 0) * 86_400_000;
  const [from, to] = {
    Range: [Date.parse(field.DateFrom ?? ''), Date.parse(field.DateTo ?? '')],
    OlderThan: [-Infinity, daysAgo],
    LastDays: [daysAgo, Infinity],
  }[field.Type ?? 'Range'] as [number, number];
  return (order) => read(order).getTime() >= from && read(order).getTime() <= to;
}

/**
 * The filter of the open-order reads as one test.
 * @throws Refusal 501 for a field this account does not filter by: better than answering too much.
 */
export function openOrderTest(filter: FieldsFilter, now: Date): Test {
  const tests: Test[] = [
    ...(filter.TextFields ?? []).map(textTest),
    ...(filter.NumericFields ?? []).map(numberTest),
    ...(filter.DateFields ?? []).map((field) => dateTest(field, now)),
    ...(filter.BooleanFields ?? []).map(({ FieldCode, Value = false }): Test => {
      const read = reader(FLAGS, FieldCode);
      return (order) => read(order) === Value;
    }),
    ...(filter.ListFields ?? []).map(({ FieldCode, Type = 'Is', Value = '' }): Test => {
      const read = reader(TEXTS, FieldCode);
      return (order) => (read(order).toLowerCase() === Value.toLowerCase()) === (Type === 'Is');
    }),
  ];
  return (order) => tests.every((test) => test(order));
}
