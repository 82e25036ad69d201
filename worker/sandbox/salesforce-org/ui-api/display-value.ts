import type { FieldSchema } from '../ports.ts';

/** The formatting of the org's users: an English merchant. */
const LOCALE = 'en-GB';
const CURRENCY = 'GBP';
const TIME_ZONE = 'Europe/London';

const dateFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'short', timeZone: 'UTC' });
const timeFormat = new Intl.DateTimeFormat(LOCALE, {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: TIME_ZONE,
});

export type Scalar = string | number | boolean | null;

function decimals(scale: number, style: Intl.NumberFormatOptions): Intl.NumberFormat {
  return new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: scale,
    maximumFractionDigits: scale,
    ...style,
  });
}

function labelOf(field: FieldSchema, value: string): string {
  return field.picklist.find((entry) => entry.value === value)?.label ?? value;
}

/** How a user sees the value; null where the value itself is what the user sees. */
export function displayValue(field: FieldSchema, value: Scalar): string | null {
  if (value === null) return null;
  switch (field.type) {
    case 'picklist':
      return labelOf(field, String(value));
    case 'multipicklist':
      return String(value)
        .split(';')
        .map((part) => labelOf(field, part))
        .join(';');
    case 'currency':
      return decimals(2, { style: 'currency', currency: CURRENCY }).format(Number(value));
    case 'percent':
      return `${decimals(field.scale, {}).format(Number(value))}%`;
    case 'int':
      return decimals(0, {}).format(Number(value));
    case 'double':
      return decimals(field.scale, {}).format(Number(value));
    case 'date':
      return dateFormat.format(new Date(String(value)));
    case 'datetime':
      return timeFormat.format(new Date(String(value)));
    default:
      return null;
  }
}

/** The value as UI API and GraphQL send it: times end in `Z`, where REST writes `+0000`. */
export function plainValue(field: FieldSchema, stored: unknown): Scalar {
  const value = (stored ?? null) as Scalar;
  if (value === null) return field.type === 'boolean' ? false : null;
  return field.type === 'datetime' ? new Date(String(value)).toISOString() : value;
}
