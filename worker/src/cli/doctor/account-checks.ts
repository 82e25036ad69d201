import { z } from 'zod';
import type { CheckRow } from '../../domain/answers.ts';
import { probeV2 } from '../../linnworks/orders-delta-v2.ts';
import { fail, failedBy, ok, rowOf, warn } from '../../pipelines/checks/check-row.ts';
import { createReference } from '../../pipelines/read-settings.ts';
import type { Patient } from './connect.ts';

const MANY_CALLS = 0.8;

/** Login, and where the account lives. */
export function checkLogin({ client }: Patient): Promise<CheckRow> {
  const id = 'linnworks-login';
  const title = 'Log in to Linnworks';
  return rowOf(id, title, async () => {
    const places = await client.call('locations', {}, z.array(z.unknown()));
    return places.length > 0
      ? ok(id, title, `${places.length} stock locations.`)
      : fail(
          id,
          title,
          'The account has no stock location.',
          'Create one in Linnworks: an order needs a location.',
        );
  });
}

/** Assumption: v2 takes the same session as v1. Without it the worker reads more, and later. */
export async function checkV2(patient: Patient): Promise<CheckRow> {
  const id = 'linnworks-v2';
  const title = 'Order delta (v2)';
  return rowOf(id, title, async () =>
    (await probeV2(patient))
      ? ok(id, title)
      : warn(
          id,
          title,
          'The v2 API does not answer for this account; changes are read by v1, with more calls and later.',
          'Ask Linnworks support to open the v2 orders API, or set LINNWORKS_V2_URL to the address of your region.',
        ),
  );
}

/** How much of the quota is used: by us just now, or by somebody else. */
export function checkQuotas({ client }: Patient): CheckRow {
  const tight = client.usage().filter(({ used, limit }) => used > limit * MANY_CALLS);
  return tight.length === 0
    ? ok('linnworks-quotas', 'Quotas')
    : warn(
        'linnworks-quotas',
        'Quotas',
        `Nearly used up this minute: ${tight.map(({ name }) => name).join(', ')}.`,
        'See which other applications call Linnworks; the worker slows down by itself.',
      );
}

const settingsRow = (detail: string, whatToDo: string): CheckRow =>
  fail('merchant-settings', 'Settings of the merchant', detail, whatToDo);

/** What the settings record names must exist in Linnworks. */
export async function checkMerchantSettings(patient: Patient): Promise<CheckRow[]> {
  const { salesforce, linnworks } = patient;
  try {
    const [row] = await salesforce.query('SELECT Id FROM Linnworks_Settings__c LIMIT 1');
    const title = 'Settings of the merchant';
    if (!row)
      return [
        warn(
          'merchant-settings',
          title,
          'There is no settings record: the defaults hold.',
          'Open the tab Linnworks Settings and save once.',
        ),
      ];
    const current = await createReference(patient).settings();
    const names = (await linnworks.locations()).map(({ name }) => name);
    const services = await linnworks.shippingServices();
    const rows: CheckRow[] = [];
    if (!names.includes(current.defaultLocation))
      rows.push(
        settingsRow(
          `Linnworks has no location "${current.defaultLocation}".`,
          `Write one of these into Default location: ${names.join(', ')}.`,
        ),
      );
    const service = current.defaultShippingService;
    if (service !== '' && !services.includes(service))
      rows.push(
        settingsRow(
          `Linnworks has no shipping service "${service}".`,
          'Correct Default shipping service, or create the service in Linnworks.',
        ),
      );
    if (current.mode === 'Observe')
      rows.push(
        warn(
          'merchant-mode',
          'Mode',
          'The worker only observes: no order is sent.',
          'Set Mode to Active when the comparison satisfies you.',
        ),
      );
    return rows.length > 0 ? rows : [ok('merchant-settings', title, `Mode ${current.mode}.`)];
  } catch (error) {
    return [failedBy('merchant-settings', 'Settings of the merchant', error)];
  }
}

const SAMPLE = 20;

/** Some products of Salesforce, looked up in Linnworks. */
export function checkProducts({ salesforce, linnworks }: Patient): Promise<CheckRow> {
  const id = 'products';
  const title = 'Products';
  return rowOf(id, title, async () => {
    const rows = await salesforce.query(
      `SELECT StockKeepingUnit FROM Product2 WHERE IsActive = true AND StockKeepingUnit != null LIMIT ${SAMPLE}`,
    );
    const skus = rows.map((row) => String(row['StockKeepingUnit']));
    if (skus.length === 0) return ok(id, title, 'No product has a Stock Keeping Unit yet.');
    const known = await linnworks.knownSkus(skus);
    const missing = skus.filter((sku) => !known.has(sku.trim().toLowerCase()));
    return missing.length === 0
      ? ok(id, title, `${skus.length} looked up.`)
      : warn(
          id,
          title,
          `Not in Linnworks: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' and more' : ''}.`,
          'Create these SKUs in Linnworks, or name another SKU field in the settings.',
        );
  });
}
