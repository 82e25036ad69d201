import type { Conversion } from './conversions.ts';

/** Types of Salesforce fields as `describe` names them. */
const NUMBERS = ['double', 'currency', 'percent', 'int', 'long'];
const DATES = ['date', 'datetime'];
const WORDS = ['string', 'picklist', 'textarea', 'combobox', 'encryptedstring', 'multipicklist'];
/** Compound and binary values are not text. */
const NO_TEXT = ['address', 'location', 'base64', 'complexvalue'];

interface Taken {
  readonly what: string;
  readonly always: readonly string[];
  /** May hold what is needed, and may not: only each value can tell. */
  readonly sometimes: readonly string[];
}

const number: Taken = { what: 'a number', always: NUMBERS, sometimes: WORDS };
const moment: Taken = { what: 'a date', always: DATES, sometimes: WORDS };

const TAKES: Readonly<Partial<Record<Conversion, Taken>>> = {
  number,
  percent: number,
  money: number,
  date: moment,
  'date and time': moment,
  'yes or no': { what: 'yes or no', always: ['boolean'], sometimes: [...WORDS, ...NUMBERS] },
};

export interface TypeVerdict {
  readonly state: 'ok' | 'warn' | 'fail';
  /** Empty when the type is right. */
  readonly why: string;
}

const GOOD: TypeVerdict = { state: 'ok', why: '' };

/** Whether a field of this type can give what the conversion needs. */
export function checkType(convert: Conversion, type: string): TypeVerdict {
  const takes = TAKES[convert];
  if (takes === undefined)
    return NO_TEXT.includes(type)
      ? { state: 'fail', why: `A field of the type ${type} gives no text.` }
      : GOOD;
  if (takes.always.includes(type)) return GOOD;
  if (takes.sometimes.includes(type))
    return {
      state: 'warn',
      why: `The field is of the type ${type}: a value that is not ${takes.what} stops its order.`,
    };
  return { state: 'fail', why: `A field of the type ${type} is not ${takes.what}.` };
}
