import type { CheckAnswer, CheckRow } from '../../domain/answers.ts';
import type { SalesforceRecord } from '../../domain/ports.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Reference } from '../read-settings.ts';
import { toAnswer } from './check-answer.ts';
import { fail, ok, warn } from './check-row.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'linnworks' | 'clock'>;

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function defaultRow(wanted: string, names: readonly string[]): CheckRow {
  const [id, title] = ['default-location', 'Location of orders'];
  return names.some((name) => same(name, wanted))
    ? ok(id, title, `Orders go to "${wanted}" unless the order or a rule names another.`)
    : fail(
        id,
        title,
        `Linnworks has no location "${wanted}".`,
        'Choose one of the locations of Linnworks as the default.',
      );
}

/** The Check request `locations`: those of Linnworks, which of them orders go to and whose stock comes. */
export async function checkLocations(deps: Deps, reference: Reference): Promise<CheckAnswer> {
  const now = deps.clock.now();
  const { defaultLocation } = await reference.settings();
  const { rules } = await reference.fieldModel();
  const locations = await deps.linnworks.locations();
  const records = await deps.salesforce.query(
    'SELECT Id, Linnworks_Id__c, Sync_Stock__c FROM Linnworks_Location__c',
  );
  const recordOf = new Map<string, SalesforceRecord>(
    records.map((record) => [String(record['Linnworks_Id__c']).toLowerCase(), record]),
  );
  const rows = locations.map(({ id, name, isFulfilmentCentre }): CheckRow => {
    const record = recordOf.get(id.toLowerCase());
    const uses = [
      ...(same(name, defaultLocation) ? ['Orders go here unless they name another.'] : []),
      ...(rules.Location.some(({ target }) => same(target, name))
        ? ['A rule sends orders here.']
        : []),
      ...(isFulfilmentCentre ? ['It is a fulfilment centre.'] : []),
      record?.['Sync_Stock__c'] === true
        ? 'Its stock comes to Salesforce.'
        : 'Its stock does not come to Salesforce.',
    ];
    const recordId = typeof record?.['Id'] === 'string' ? record['Id'] : null;
    return { ...ok(`location-${id}`, name, uses.join(' ')), recordId };
  });
  const synced = records.filter((record) => record['Sync_Stock__c'] === true).length;
  const stock =
    synced > 0
      ? ok('stock-locations', 'Stock', `The stock of ${synced} locations comes to Salesforce.`)
      : warn(
          'stock-locations',
          'Stock',
          'No location is chosen: no stock comes to Salesforce.',
          'Tick the locations below whose stock people want to see.',
        );
  const names = locations.map(({ name }) => name);
  return toAnswer('locations', now, {
    rows: [defaultRow(defaultLocation, names), stock, ...rows],
    figures: { locations: locations.length, synced },
    choices: names,
  });
}
