import type { SalesforceRecord } from '../domain/ports.ts';
import { DEFAULT_SETTINGS, type MerchantSettings } from '../domain/settings.ts';
import type { KnownFields } from '../mapping/read-fields.ts';
import type { PipelineDeps } from './deps.ts';

const FIELDS =
  'Mode__c, Source__c, Sub_Source__c, Sku_Field__c, Default_Location__c, Default_Shipping_Service__c, Prices_Include_Tax__c, Default_Tax_Rate__c, Payment_Rule__c, Despatch_Days__c, Allow_Cancel__c, Linnworks_Url__c';

const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : otherwise;
const number = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

function toSettings(row: SalesforceRecord): MerchantSettings {
  const base = DEFAULT_SETTINGS;
  return {
    mode: row['Mode__c'] === 'Observe' ? 'Observe' : 'Active',
    source: text(row['Source__c'], base.source),
    subSource: text(row['Sub_Source__c'], base.subSource),
    skuField: text(row['Sku_Field__c'], base.skuField),
    defaultLocation: text(row['Default_Location__c'], base.defaultLocation),
    defaultShippingService: text(row['Default_Shipping_Service__c'], base.defaultShippingService),
    pricesIncludeTax: row['Prices_Include_Tax__c'] === true,
    defaultTaxRate: number(row['Default_Tax_Rate__c'], base.defaultTaxRate),
    paymentRule:
      row['Payment_Rule__c'] === 'Unpaid' || row['Payment_Rule__c'] === 'Field'
        ? row['Payment_Rule__c']
        : 'Paid',
    despatchDays: number(row['Despatch_Days__c'], base.despatchDays),
    allowCancel: row['Allow_Cancel__c'] !== false,
    linnworksUrl: text(row['Linnworks_Url__c'], base.linnworksUrl),
  };
}

/** Remembers an answer for a while; a failed question is asked again at once. */
export function remembered<T>(
  now: () => Date,
  forMs: number,
  ask: () => Promise<T>,
): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = 0;
  return () => {
    const time = now().getTime();
    if (answer === undefined || time - askedAt > forMs) {
      askedAt = time;
      const asked = ask();
      answer = asked;
      asked.catch(() => {
        if (answer === asked) answer = undefined;
      });
    }
    return answer;
  };
}

export interface Reference {
  settings(): Promise<MerchantSettings>;
  /** Location names by id. */
  locations(): Promise<ReadonlyMap<string, string>>;
  services(): Promise<ReadonlySet<string>>;
  /** Fields that exist in the org, for the SOQL that the mapping tables give. */
  knownFields(): Promise<KnownFields>;
}

const READ_OBJECTS = ['Order', 'OrderItem', 'Account', 'Contact', 'Product2'] as const;

const MINUTE = 60_000;

/** Settings and reference data of both systems, asked again after a minute (settings) or five. */
export function createReference({
  salesforce,
  linnworks,
  clock,
}: Pick<PipelineDeps, 'salesforce' | 'linnworks' | 'clock'>): Reference {
  const now = () => clock.now();
  return {
    settings: remembered(now, MINUTE, async () => {
      const rows = await salesforce.query(
        `SELECT ${FIELDS} FROM Linnworks_Settings__c WHERE Key__c = 'Default'`,
      );
      return rows[0] ? toSettings(rows[0]) : DEFAULT_SETTINGS;
    }),
    locations: remembered(now, 5 * MINUTE, async () => {
      const all = await linnworks.locations();
      return new Map(all.map(({ id, name }) => [id, name]));
    }),
    services: remembered(now, 5 * MINUTE, async () => {
      const names = await linnworks.shippingServices();
      return new Set(names.map((name) => name.toLowerCase()));
    }),
    knownFields: remembered(now, 10 * MINUTE, async () => {
      const described = await Promise.all(
        READ_OBJECTS.map(async (object) => {
          const { fields } = await salesforce.describe(object);
          return [object, new Set(fields.map(({ name }) => name))] as const;
        }),
      );
      const byObject = new Map<string, ReadonlySet<string>>(described);
      return (object: string) => byObject.get(object) ?? new Set<string>();
    }),
  };
}
