const HIDDEN = '[redacted]';
/** Fields that hold secrets or personal data whatever they contain. */
const HIDDEN_KEYS =
  /token|secret|password|authorization|cookie|private|assertion|email|phone|address|buyer|fullname/i;
const EMAIL = /[\w.+-]+@[\w-]+\.[\w.-]+/g;
const BEARER = /\b(Bearer|OAuth)\s+\S+/g;

/** A function that hides known secrets, tokens and e-mail addresses in anything that is about to be logged. */
export function createRedactor(secrets: readonly string[]): (value: unknown) => unknown {
  const known = secrets.filter((secret) => secret.length >= 4);
  const inText = (text: string): string => {
    const withoutSecrets = known.reduce(
      (result, secret) => result.replaceAll(secret, HIDDEN),
      text,
    );
    return withoutSecrets.replace(EMAIL, HIDDEN).replace(BEARER, `$1 ${HIDDEN}`);
  };
  const redact = (value: unknown): unknown => {
    if (typeof value === 'string') return inText(value);
    if (Array.isArray(value)) return value.map(redact);
    if (value === null || typeof value !== 'object' || value instanceof Date) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        HIDDEN_KEYS.test(key) ? HIDDEN : redact(one),
      ]),
    );
  };
  return redact;
}
