import type { SalesforceRecord } from '../domain/ports.ts';

/**
 * Inside the worker, names of the package have no namespace. Everything that leaves or enters passes here, and nowhere
 * else does the worker know the namespace. Names that begin with `Linnworks_` are always the package's; all custom
 * names are when the object they belong to is.
 */
export interface Namespace {
  object(name: string): string;
  /** A record to be written to this object. */
  record(object: string, record: SalesforceRecord): SalesforceRecord;
  soql(text: string): string;
  /** Anything that came back: the prefix goes from every key. */
  strip(value: unknown): unknown;
  /** Name of a field as describe gives it. */
  stripName(name: string): string;
}

const CUSTOM = /__(?:c|r|e)$/;
const OURS = /^Linnworks_/;

const none: Namespace = {
  object: (name) => name,
  record: (_, record) => record,
  soql: (text) => text,
  strip: (value) => value,
  stripName: (name) => name,
};

export function createNamespace(prefix: string): Namespace {
  if (prefix === '') return none;
  const start = `${prefix}__`;
  const add = (name: string, isOurObject: boolean): string =>
    CUSTOM.test(name) && !name.startsWith(start) && (isOurObject || OURS.test(name))
      ? start + name
      : name;
  const record = (isOurs: boolean, values: SalesforceRecord): SalesforceRecord =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [add(key, isOurs), nested(isOurs, value)]),
    );
  const nested = (isOurs: boolean, value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? record(isOurs, value as SalesforceRecord)
      : value;
  const stripName = (name: string): string =>
    name.startsWith(start) ? name.slice(start.length) : name;
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [stripName(key), strip(one)]),
    );
  };
  return {
    object: (name) => add(name, OURS.test(name)),
    record: (object, values) => record(OURS.test(object), values),
    soql(text) {
      const from = /\bFROM\s+(\w+)(?![\s\S]*\bFROM\b)/i.exec(text)?.[1] ?? '';
      return text.replace(/('(?:[^'\\]|\\.)*')|\b\w+__[cre]\b/g, (name, quoted?: string) =>
        quoted === undefined ? add(name, OURS.test(from)) : quoted,
      );
    },
    strip,
    stripName,
  };
}
