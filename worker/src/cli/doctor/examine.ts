import type { Environment } from '../../config/load-settings.ts';
import type { CheckRow } from '../../domain/answers.ts';
import type { Clock } from '../../domain/clock.ts';
import { salesforceLimits, salesforceLogin } from '../../pipelines/checks/connection.ts';
import { failedBy } from '../../pipelines/checks/check-row.ts';
import { linnworksAccess } from '../../pipelines/checks/linnworks-access.ts';
import { optionalAccess } from '../../pipelines/checks/optional-access.ts';
import { salesforceAccess } from '../../pipelines/checks/salesforce-access.ts';
import {
  checkLogin,
  checkMerchantSettings,
  checkProducts,
  checkQuotas,
  checkV2,
} from './account-checks.ts';
import { checkLocality } from './account-locality.ts';
import { checkAssumptions } from './assumptions.ts';
import { connect, type Patient } from './connect.ts';
import { checkEvents, checkPackage, checkSwitches, checkUser } from './org-checks.ts';
import { checkClock, checkKeys, checkNode, checkSettings } from './own-checks.ts';
import { checkStore } from './store-check.ts';

const isFailed = ({ state }: CheckRow): boolean => state === 'fail';

async function examineSalesforce(patient: Patient): Promise<CheckRow[]> {
  const login = await salesforceLogin(patient.salesforce);
  if (isFailed(login)) return [login];
  const installed = await checkPackage(patient);
  const limits = await salesforceLimits(patient.salesforce).catch((error: unknown) => [
    failedBy('limits', 'Limits', error),
  ]);
  const rows = [login, await checkUser(patient), installed, ...limits];
  if (isFailed(installed)) return rows;
  const access = await salesforceAccess(patient.salesforce);
  const optional = await optionalAccess(patient.salesforce).catch((error: unknown) => [
    failedBy('optional-access', 'Access of chosen settings', error),
  ]);
  return [
    ...rows,
    ...access,
    ...optional,
    await checkSwitches(patient),
    await checkEvents(patient),
  ];
}

async function examineLinnworks(patient: Patient): Promise<CheckRow[]> {
  const login = await checkLogin(patient);
  const where = await checkLocality(patient.client, patient.settings.LINNWORKS_V2_URL);
  if (isFailed(login) && login.detail !== 'The account has no stock location.')
    return [login, ...where];
  const access = await linnworksAccess(patient.linnworks, patient.clock.now());
  return [
    login,
    ...where,
    ...access,
    await checkV2(patient),
    ...(await checkAssumptions(patient)),
    checkQuotas(patient),
  ];
}

/** Examines everything that can be examined by reading; a dead login ends its side, never the other. */
export async function examine(
  env: Environment,
  clock: Clock,
  certificateFile: string,
): Promise<CheckRow[]> {
  const { settings, rows } = checkSettings(env);
  if (settings === null) return [checkNode(), ...rows];
  const own = [
    checkNode(),
    ...rows,
    await checkClock(settings, clock),
    ...checkKeys(settings, certificateFile, clock.now()),
  ];
  const store = await checkStore(settings);
  if (own.some(({ id, state }) => id === 'key' && state === 'fail')) return [...own, store];
  const patient = connect(settings, clock);
  const salesforce = await examineSalesforce(patient);
  const linnworks = await examineLinnworks(patient);
  const both = [...salesforce, ...linnworks].some(
    ({ id, state }) => state === 'fail' && /login|package/.test(id),
  )
    ? []
    : [...(await checkMerchantSettings(patient)), await checkProducts(patient)];
  return [...own, store, ...salesforce, ...linnworks, ...both];
}
