import type { CheckAnswer, CheckName, CheckRow } from '../../domain/answers.ts';
import type { Salesforce } from '../../domain/ports.ts';
import type { PipelineDeps } from '../deps.ts';
import { ok, rowOf, warn } from './check-row.ts';
import { linnworksAccess } from './linnworks-access.ts';
import { optionalAccess } from './optional-access.ts';
import { salesforceAccess } from './salesforce-access.ts';

type CheckDeps = Pick<PipelineDeps, 'salesforce' | 'linnworks' | 'clock'>;

const answer = (check: CheckName, at: Date, rows: readonly CheckRow[]): CheckAnswer => ({
  type: 'check',
  check,
  checkedAt: at.toISOString(),
  rows,
  comparisons: [],
  figures: {
    ok: rows.filter(({ state }) => state === 'ok').length,
    warnings: rows.filter(({ state }) => state === 'warn').length,
    failures: rows.filter(({ state }) => state === 'fail').length,
  },
});

/** Login and a read in Salesforce. */
export function salesforceLogin(salesforce: Salesforce): Promise<CheckRow> {
  const id = 'salesforce-login';
  const title = 'Log in to Salesforce';
  return rowOf(id, title, async () => {
    const [org] = await salesforce.query('SELECT Name, IsSandbox FROM Organization');
    const kind = org?.['IsSandbox'] === true ? 'sandbox' : 'production';
    const name = org?.['Name'];
    return ok(id, title, `${typeof name === 'string' ? name : 'The org'}, ${kind}.`);
  });
}

const NEARLY_USED = 0.1;

const LIMITS: Readonly<Record<string, { title: string; unit?: string; whatToDo: string }>> = {
  DailyApiRequests: {
    title: 'API calls of today',
    whatToDo:
      'See under Setup, System Overview who calls; the worker waits until calls are there again.',
  },
  DailyDeliveredPlatformEvents: {
    title: 'Event deliveries of today',
    whatToDo: 'Nothing gets lost: the worker polls instead. See which other subscribers there are.',
  },
  DataStorageMB: {
    title: 'Data storage',
    unit: ' MB',
    whatToDo: 'Delete old records or buy storage; the settings say how long movements are kept.',
  },
};

/** What of the allocations that the connector lives on is left. */
export async function salesforceLimits(salesforce: Salesforce): Promise<CheckRow[]> {
  const limits = await salesforce.limits();
  return Object.entries(LIMITS).flatMap(([name, { title, unit = '', whatToDo }]) => {
    const limit = limits[name];
    if (!limit) return [];
    const id = `limit-${name}`;
    const [remaining, most] = [limit.Remaining, limit.Max].map((n) => n.toLocaleString('en-GB'));
    const left = `${remaining} of ${most}${unit} left.`;
    return limit.Max > 0 && limit.Remaining < limit.Max * NEARLY_USED
      ? [warn(id, title, left, whatToDo)]
      : [ok(id, title, left)];
  });
}

/** The Check request `connection`: login and a read on both sides. */
export async function checkConnection(deps: CheckDeps): Promise<CheckAnswer> {
  const now = deps.clock.now();
  const login = await salesforceLogin(deps.salesforce);
  const locations = await rowOf('linnworks-login', 'Log in to Linnworks', async () => {
    const found = await deps.linnworks.locations();
    return ok('linnworks-login', 'Log in to Linnworks', `${found.length} stock locations.`);
  });
  const limits = login.state === 'fail' ? [] : await salesforceLimits(deps.salesforce);
  return answer('connection', now, [login, locations, ...limits]);
}

/** The Check request `permissions`: what the integration user and the application lack, by name. */
export async function checkPermissions(deps: CheckDeps): Promise<CheckAnswer> {
  const now = deps.clock.now();
  const salesforce = await salesforceAccess(deps.salesforce);
  const linnworks = await linnworksAccess(deps.linnworks, now);
  const optional = await optionalAccess(deps.salesforce);
  return answer('permissions', now, [...salesforce, ...optional, ...linnworks]);
}
