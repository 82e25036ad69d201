import { ConnectorError } from '../domain/connector-error.ts';
import { hashOf } from '../domain/hash.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import { DEFAULT_SETTINGS, TRIGGERS, type MerchantSettings } from '../domain/settings.ts';
import type { ConversionRates } from '../mapping/conversion-rate.ts';
import type { FieldModel } from '../mapping/field-model.ts';
import type { KnownFields } from '../mapping/source-paths.ts';
import type { PipelineDeps } from './deps.ts';
import { readConversionRates } from './conversion-rates.ts';
import { createFieldModelLoader } from './load-field-model.ts';
import { OrgFields } from './org-fields.ts';
import { remembered } from './remembered.ts';
import { createSettingsRow, MINUTE, type SettingsRow } from './settings-row.ts';

const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : otherwise;
const number = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

function toSettings(row: SalesforceRecord): MerchantSettings {
  const base = DEFAULT_SETTINGS;
  return {
    mode: row['Mode__c'] === 'Active' ? 'Active' : 'Observe',
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
    trigger: TRIGGERS.find((trigger) => trigger === row['Trigger__c']) ?? base.trigger,
    triggerValue: text(row['Trigger_Value__c'], base.triggerValue),
    orderFilter: text(row['Order_Filter__c'], base.orderFilter),
    customerIdField: text(row['Customer_Id_Field__c'], base.customerIdField),
    allowCancel: row['Allow_Cancel__c'] !== false,
    linnworksUrl: text(row['Linnworks_Url__c'], base.linnworksUrl),
    keepUnlistedStock: row['Keep_Unlisted_Stock__c'] === true,
    keepMovementsDays: number(row['Keep_Movements_Days__c'], base.keepMovementsDays),
    maxStockRecords: number(row['Max_Stock_Records__c'], base.maxStockRecords),
  };
}

export interface Reference {
  settings(): Promise<MerchantSettings>;
  /** Location names by id. */
  locations(): Promise<ReadonlyMap<string, string>>;
  services(): Promise<ReadonlySet<string>>;
  /** null: not known. */
  paymentMethods(): Promise<ReadonlySet<string> | null>;
  /** null: an org with one currency. */
  conversionRates(): Promise<ConversionRates | null>;
  /** Fields that exist in the org, for the SOQL that the mapping tables give. */
  knownFields(): Promise<KnownFields>;
  /** What the admin's mapping rows say, checked against both systems. */
  fieldModel(): Promise<FieldModel>;
  /** Of what admins write, settings and mapping rows: another one than before means that one of them has changed. */
  configStamp(): Promise<string>;
  /** Reads again what admins write. */
  renew(): Promise<void>;
}

const lower = (names: Iterable<string>): Set<string> =>
  new Set([...names].map((name) => name.toLowerCase()));

/**
 * The fields of the org, with those behind the lookups that mapping rows named so far. A description is a call for each
 * object: it is asked for again after an hour, and at once when a mapping row was saved.
 */
function orgFieldsOf(deps: Pick<PipelineDeps, 'salesforce' | 'clock'>) {
  const followed = new Map<string, { object: string; path: string }>();
  const fields = remembered(
    () => deps.clock.now(),
    60 * MINUTE,
    async () => {
      const org = await OrgFields.read(deps);
      for (const { object, path } of followed.values()) await org.follow(object, path);
      return org;
    },
  );
  return {
    known: async () => (await fields()).known,
    again: () => fields.renew(),
    async follow(object: string, path: string) {
      followed.set(`${object}.${path}`, { object, path });
      await (await fields()).follow(object, path);
    },
  };
}

/** Names, or null where the application may not read them: then nothing is held against them. */
async function ifAllowed(ask: () => Promise<string[]>): Promise<ReadonlySet<string> | null> {
  try {
    return lower(await ask());
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'config') return null;
    throw error;
  }
}

/**
 * Settings, mapping rows and reference data of both systems, asked again after a minute (what admins write) or more.
 * @param row the settings record, where others read it too.
 * @param forMs how long what admins write is believed; longer than a minute where somebody renews it each minute.
 */
export function createReference(
  deps: Pick<PipelineDeps, 'salesforce' | 'linnworks' | 'clock' | 'log'>,
  row: SettingsRow = createSettingsRow(deps),
  forMs = MINUTE,
): Reference {
  const { linnworks, clock } = deps;
  const now = () => clock.now();
  const locations = remembered(now, 5 * MINUTE, async () => {
    const all = await linnworks.locations();
    return new Map(all.map(({ id, name }) => [id, name]));
  });
  const services = remembered(now, 5 * MINUTE, async () =>
    lower(await linnworks.shippingServices()),
  );
  const paymentMethods = remembered(now, 30 * MINUTE, () =>
    ifAllowed(() => linnworks.paymentMethods()),
  );
  const orgFields = orgFieldsOf(deps);
  const loadModel = createFieldModelLoader(deps, orgFields, async () => ({
    locations: lower((await locations()).values()),
    services: await services(),
    paymentMethods: await paymentMethods(),
  }));
  const fieldModel = remembered(now, forMs, loadModel);
  return {
    locations,
    services,
    paymentMethods,
    conversionRates: remembered(now, 30 * MINUTE, async () =>
      readConversionRates(deps, (await orgFields.known())('Order').has('CurrencyIsoCode')),
    ),
    knownFields: orgFields.known,
    settings: async () => {
      const found = await row();
      return found ? toSettings(found) : DEFAULT_SETTINGS;
    },
    fieldModel,
    async configStamp() {
      await fieldModel();
      return hashOf([(await row()) ?? null, loadModel.stamp()]);
    },
    async renew() {
      await Promise.all([row.renew(), fieldModel.renew()]);
    },
  };
}
