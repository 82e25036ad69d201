import { ADDRESS_PARTS, BILLING_ADDRESS, DELIVERY_ADDRESS, toAddress } from './address.ts';
import { readRows, valueAt, type FieldRow } from './field-row.ts';
import type { OrderInput, Values } from './order-input.ts';
import { ORDER_LINE } from './order-line.ts';
import { lineSourceOf, sourceOf } from './order-source.ts';
import { ORDER_TABLES } from './targets.ts';

/** One field of Linnworks: where its value comes from in this order, and what it becomes. */
export interface ExplainedField {
  readonly target: string;
  /** The path that gave the value, else the first that is asked; empty: only a mapping row could give it. */
  readonly from: string;
  readonly raw: string;
  readonly becomes: string;
  readonly row: FieldRow;
  /** Name of the admin's mapping row that gave the value. */
  readonly override: string | null;
  readonly problem: string | null;
}
export interface ExplainedGroup {
  readonly title: string;
  readonly fields: readonly ExplainedField[];
}

const shown = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : '';
const isBlank = (value: unknown): boolean => shown(value) === '';

function explain(row: FieldRow, source: Values, { model }: OrderInput): ExplainedField {
  const has = (path: string): boolean => !isBlank(valueAt(source, path));
  const overrides = model.overrides.get(row.target) ?? [];
  const override = overrides.find(({ sources, otherwise }) => sources.some(has) || otherwise);
  const paths = override?.sources ?? row.sources;
  const from = paths.find(has) ?? paths[0] ?? '';
  const { values, problems } = readRows([row], source, model.overrides);
  return {
    target: row.target,
    from,
    raw: shown(from === '' ? undefined : valueAt(source, from)),
    becomes: shown(values[row.target]),
    row,
    override: override?.name ?? null,
    problem: problems[0]?.message ?? null,
  };
}

const text = (target: string): FieldRow => ({
  target,
  sources: [],
  convert: 'text',
  whenMissing: 'leave out',
});

/** The parts of one address: the Salesforce side as it stands where it was found, the other as it would be sent. */
function addressGroup(
  source: Values,
  which: 'DeliveryAddress' | 'BillingAddress',
  input: OrderInput,
): ExplainedGroup {
  const title = which === 'DeliveryAddress' ? 'Delivery address' : 'Billing address';
  const found = toAddress(source, which, input.model.overrides);
  const places = which === 'DeliveryAddress' ? DELIVERY_ADDRESS : BILLING_ADDRESS;
  const place =
    places.find(({ path, prefix }) => !isBlank(valueAt(source, `${path}.${prefix}Street`))) ??
    places.find(({ path, prefix }) => !isBlank(valueAt(source, `${path}.${prefix}City`)));
  const fields = ADDRESS_PARTS.map(({ part, target }) => {
    const from = place ? `${place.path}.${place.prefix}${part}` : '';
    const names = target.split(', ') as (keyof NonNullable<typeof found>['address'])[];
    const becomes = names
      .map((name) => found?.address[name] ?? '')
      .filter((value, index, all) => value !== '' && all.indexOf(value) === index);
    const wrong = found?.problems.find(({ path }) => path.endsWith(part));
    return {
      target: `${which}.${target}`,
      from,
      raw: shown(from === '' ? undefined : valueAt(source, from)),
      becomes: becomes.join(', '),
      row: text(`${which}.${part}`),
      override: null,
      problem: wrong?.message ?? null,
    };
  });
  return { title, fields };
}

/** Every row of the field model with the live values of one order; of its lines, the first. */
export function explainFields(input: OrderInput): ExplainedGroup[] {
  const { source } = sourceOf(input);
  const tables = Object.entries(ORDER_TABLES).map(([title, rows]) => ({
    title,
    fields: [...rows, ...(title === 'Extended properties' ? input.model.properties : [])].map(
      (row) => explain(row, source, input),
    ),
  }));
  const [item] = input.items;
  const line = item === undefined ? {} : lineSourceOf(input, item);
  const lineRows = [...ORDER_LINE, ...input.model.options];
  return [
    ...tables,
    addressGroup(source, 'DeliveryAddress', input),
    addressGroup(source, 'BillingAddress', input),
    { title: 'First line', fields: lineRows.map((row) => explain(row, line, input)) },
  ];
}
