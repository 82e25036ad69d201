import type { CheckRow } from '../../domain/answers.ts';
import { ConnectorError } from '../../domain/connector-error.ts';
import type { Salesforce } from '../../domain/ports.ts';
import { inParallel } from '../in-parallel.ts';
import { fail, failedBy, ok } from './check-row.ts';
import { NEEDED_ACCESS, type NeededAccess } from './needed-access.ts';

type Description = Awaited<ReturnType<Salesforce['describe']>>;

const words = (text: string): string[] => (text === '' ? [] : text.split(' '));
const isOurs = (name: string): boolean => /__[ce]$/.test(name);

const setFor = (name: string): string =>
  isOurs(name) ? 'Linnworks: Integration' : 'Linnworks: Integration, Standard Objects';

/** Everything that the user lacks on one object, each with the permission set that gives it. */
export function missingOn(
  needed: NeededAccess,
  found: Description,
): { what: string; set: string }[] {
  const { object } = needed;
  const fields = new Map(found.fields.map((field) => [field.name, field]));
  const lacking = (what: string, name: string) => ({ what, set: setFor(name) });
  return [
    ...(needed.create && found.createable === false ? [lacking(`create ${object}`, object)] : []),
    ...(needed.edit && found.updateable === false ? [lacking(`edit ${object}`, object)] : []),
    ...[...words(needed.read), ...words(needed.write)]
      .filter((name) => !fields.has(name))
      .map((name) => lacking(`read ${object}.${name}`, name)),
    // Where the object may not be edited, the rights on its fields lie idle.
    ...(needed.edit ? words(needed.write) : [])
      .filter((name) => fields.get(name)?.updateable === false)
      .map((name) => lacking(`edit ${object}.${name}`, name)),
  ];
}

function toRow(needed: NeededAccess, found: Description): CheckRow {
  const id = `access-${needed.object}`;
  const title = `Access to ${needed.object}`;
  const missing = missingOn(needed, found);
  if (missing.length === 0) return ok(id, title);
  const sets = [...new Set(missing.map(({ set }) => set))];
  return fail(
    id,
    title,
    `The integration user may not ${missing.map(({ what }) => what).join(', ')}.`,
    `Assign the permission set ${sets.join(' and ')} to the integration user; if it has it, deploy it again.`,
  );
}

/** An object that may not be read is answered as if it did not exist. */
function hidden(needed: NeededAccess, error: unknown): CheckRow {
  const id = `access-${needed.object}`;
  const title = `Access to ${needed.object}`;
  const isSilent = error instanceof ConnectorError && ['data', 'config'].includes(error.kind);
  if (!isSilent) return failedBy(id, title, error);
  const cause = isOurs(needed.object)
    ? 'Install the package, set SF_NAMESPACE to its namespace, and assign'
    : 'Assign';
  return fail(
    id,
    title,
    `The integration user does not see ${needed.object}.`,
    `${cause} the permission set ${setFor(needed.object)} to the integration user.`,
  );
}

/** What the integration user lacks, by name: one row for each object. Source: the permission sets of the package. */
export async function salesforceAccess(salesforce: Salesforce): Promise<CheckRow[]> {
  const rows = new Map<string, CheckRow>();
  await inParallel([...NEEDED_ACCESS], 4, async (needed) => {
    try {
      rows.set(needed.object, toRow(needed, await salesforce.describe(needed.object)));
    } catch (error) {
      rows.set(needed.object, hidden(needed, error));
    }
  });
  return NEEDED_ACCESS.flatMap(({ object }) => rows.get(object) ?? []);
}
