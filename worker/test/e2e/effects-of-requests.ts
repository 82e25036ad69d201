import { bodyHash } from '../../src/domain/hash.ts';
import type { AnsweredRequest } from '../../sandbox/faults/fault-rules.ts';

/**
 * What the requests that reached the two systems changed, as somebody reads it who knows only the two APIs: one entry
 * for each order of a call, for each return, and one for a call that wrote stock, places or customers.
 */
export interface SeenEffect {
  readonly step: string;
  readonly record: string;
  readonly hash: string;
}

type Json = Record<string, unknown>;
const asJson = (value: unknown): Json => (value ?? {}) as Json;

/** Methods whose name says that they only tell; whatever else is called changes something. */
const ONLY_TELLS = /^(Get|Search|Authorize|orders$)/;

function argumentsOf({ body, contentType = '' }: AnsweredRequest): Json {
  if (!contentType.includes('urlencoded')) {
    const parsed = asJson(JSON.parse(body));
    return 'request' in parsed ? asJson(parsed['request']) : parsed;
  }
  const form = [...new URLSearchParams(body)];
  return Object.fromEntries(form.map(([name, value]) => [name, JSON.parse(value) as unknown]));
}

export function accountEffects(request: AnsweredRequest): SeenEffect[] {
  const method = /\/(\w+)\/?(\?.*)?$/.exec(request.url)?.[1] ?? '';
  if (ONLY_TELLS.test(method) || request.status >= 300) return [];
  const args = argumentsOf(request);
  const step = `linnworks:${method}`;
  if (method === 'CreateOrders')
    return (args['orders'] as Json[]).map((order) => {
      const properties = order['ExtendedProperties'] as { Name: string; Value: string }[];
      const id = properties.find(({ Name }) => Name === 'SF_OrderId');
      return { step, record: id?.Value ?? '', hash: bodyHash(order) };
    });
  const ids = Object.entries(args).flatMap(([name, value]) =>
    /^orderids?$/i.test(name) ? ([value].flat() as string[]) : [],
  );
  // A change that names no order is one all the same, and has no row.
  const records = ids.length === 0 ? ['?'] : ids.map((id) => id.toLowerCase());
  return records.map((record) => ({ step, record, hash: bodyHash(args) }));
}

/** What the connector keeps about its own work; see ARCHITECTURE.md, "What is audited". */
const OWN_BOOKS =
  /^Linnworks_(Sync_Request|Sync_Error|Sync_Stream|Alarm|Reconciliation|Difference|Mapping|Settings|Switches)__c$/;

const bare = (name: string): string => name.replace(/^lwsync__/, '');
const beforeColon = (value: unknown): string => String(value).split(':')[0] ?? '';

function fieldsOf(record: Json): Json {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [bare(name), value]));
}

/** Step and record, by the object that is written. */
function placeOf(object: string, record: Json): [step: string, record: unknown] {
  const fields = fieldsOf(record);
  switch (object) {
    case 'Linnworks_Order__c':
      return ['order', fields['Linnworks_Id__c']];
    case 'Linnworks_Order_Line__c':
    case 'Linnworks_Shipment__c':
    case 'Linnworks_Shipment_Line__c':
      return ['order', beforeColon(fields['Key__c'])];
    case 'Linnworks_Return__c':
      return ['return', fields['Key__c']];
    case 'Linnworks_Return_Line__c':
      return ['return', fieldsOf(asJson(fields['Return__r']))['Key__c']];
    case 'Order':
      return ['sales-order', fields['Linnworks_Import_Key__c'] ?? fields['Id']];
    case 'OrderItem':
      return ['sales-order', fields['OrderId']];
    case 'Account':
    case 'Contact':
      return ['customer', object];
    case 'Linnworks_Location__c':
    case 'Linnworks_Stock_Level__c':
    case 'Linnworks_Stock_Movement__c':
      return ['stock', object];
    default:
      return [object, object];
  }
}

function collectionEffects(records: readonly Json[]): SeenEffect[] {
  const parts = new Map<string, { step: string; record: string; body: Json[] }>();
  for (const raw of records) {
    const object = bare(String(asJson(raw['attributes'])['type']));
    if (OWN_BOOKS.test(object)) continue;
    const [step, record] = placeOf(object, raw);
    const key = `${step}|${String(record)}`;
    const part = parts.get(key) ?? { step, record: String(record), body: [] };
    part.body.push(raw);
    parts.set(key, part);
  }
  return [...parts.values()].map(({ step, record, body }) => ({
    ...{ step: `salesforce:${step}`, record, hash: bodyHash(body) },
  }));
}

export function orgEffects({ method, url, body, status }: AnsweredRequest): SeenEffect[] {
  const path = /^\/services\/data\/v[\d.]+(\/.*)$/.exec(url)?.[1];
  if (path === undefined || method === 'GET' || status >= 300) return [];
  if (path.startsWith('/jobs/query')) return [];
  if (path.startsWith('/jobs/ingest')) {
    const isClosing = method === 'PATCH' && asJson(JSON.parse(body))['state'] === 'UploadComplete';
    const record = path.split('/').at(-1) ?? '';
    if (!isClosing) return [];
    return [{ step: 'salesforce:bulk-load', record, hash: bodyHash(JSON.parse(body)) }];
  }
  if (method === 'DELETE')
    return [{ step: 'salesforce:remove', record: 'records', hash: bodyHash(path) }];
  const sent = asJson(JSON.parse(body));
  const inner = (sent['compositeRequest'] as Json[] | undefined) ?? [{ method, body: sent }];
  const written = inner.filter((one) => one['method'] !== 'GET');
  const records = written.flatMap((one) => (asJson(one['body'])['records'] as Json[]) ?? []);
  const removed = written.filter((one) => one['method'] === 'DELETE');
  const others = written.filter(
    (one) => one['method'] !== 'DELETE' && !Array.isArray(asJson(one['body'])['records']),
  );
  return [
    ...collectionEffects(records),
    ...removed.map((one) => ({
      ...{ step: 'salesforce:remove', record: 'records', hash: bodyHash(one['url']) },
    })),
    ...others.map(() => ({ step: 'salesforce:call', record: path, hash: '' })),
  ];
}
