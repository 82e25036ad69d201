const HIDDEN = '•••';
/** Keys below which everything is somebody's: who they are, where they live, what they wrote, and every secret. */
const HIDDEN_KEYS =
  /name$|address|street|town|city$|region|post_?code|postalcode|zip|phone|mobile|fax|e?mail|company|buyer|tax_?number|note|comment|message|token|secret|password|authorization|session|signature|card/i;
/** Words that end like a person's name and are none. */
const PLAIN_KEYS =
  /^(fieldname|propertyname|locationname|postalservicename|servicename|paymentmethodname|objectname|matchcountryname|matchpostalservicetag|statuscode|message)$/i;
const EMAIL = /[\w.+-]+@[\w-]+\.[\w.-]+/g;
const LONG_DIGITS = /\+?\d[\d ()-]{7,}\d/g;
/** What fits into `Masked_Request__c` and `Masked_Reply__c` with room to spare. */
const LONGEST = 16_000;

const isHidden = (key: string, value: unknown): boolean =>
  !PLAIN_KEYS.test(key) && HIDDEN_KEYS.test(key) && value !== null && typeof value !== 'boolean';

function inText(text: string): string {
  return text.replace(EMAIL, HIDDEN).replace(LONG_DIGITS, (digits) => {
    const isPhone = digits.startsWith('+') || /[ ()]/.test(digits);
    return isPhone ? HIDDEN : digits;
  });
}

/** The same value with everything personal or secret hidden; what is left shows the shape, the ids and the amounts. */
export function mask(value: unknown): unknown {
  if (typeof value === 'string') return inText(value);
  if (Array.isArray(value)) return value.map(mask);
  if (value === null || typeof value !== 'object') return value;
  // A name beside a value is that of a property, any other one may be a person's.
  const isProperty = (key: string): boolean => key === 'Name' && 'Value' in value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      isHidden(key, one) && !isProperty(key) ? HIDDEN : mask(one),
    ]),
  );
}

/** Keys whose single words may be echoed, as the first name of a full name is. */
const WORDY_KEYS = /name$|address|street|town|city$|company|buyer/i;
const SHORTEST_WORD = 4;

function* personalParts(value: unknown, key = ''): Generator<string> {
  if (typeof value === 'string' && isHidden(key, value)) {
    yield value;
    if (WORDY_KEYS.test(key)) yield* value.split(/[\s,]+/);
  } else if (value !== null && typeof value === 'object')
    for (const [name, one] of Object.entries(value))
      yield* personalParts(one, Array.isArray(value) ? key : name);
}

/** A sentence of the other side without what it repeats of a request: names, addresses, secrets. */
export function withoutEcho(text: string, request: unknown, secrets: readonly string[]): string {
  if (text === '') return text;
  const parts = [...new Set([...secrets, ...personalParts(request)])]
    .filter(({ length }) => length >= SHORTEST_WORD)
    .sort((a, b) => b.length - a.length);
  return inText(parts.reduce((rest, part) => rest.replaceAll(part, HIDDEN), text));
}

/** Masked JSON, cut to what a record holds. */
export function maskedText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(mask(value), null, 1);
  const safe = typeof value === 'string' ? inText(text) : (text ?? '');
  return safe.length <= LONGEST ? safe : `${safe.slice(0, LONGEST)} …`;
}
