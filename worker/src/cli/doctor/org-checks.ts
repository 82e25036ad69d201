import { z } from 'zod';
import type { CheckRow } from '../../domain/answers.ts';
import { fail, ok, rowOf, warn } from '../../pipelines/checks/check-row.ts';
import { EventSubscription } from '../../salesforce/event-subscription.ts';
import { createNamespace } from '../../salesforce/namespace.ts';
import type { Patient } from './connect.ts';

const globalSchema = z.looseObject({ sobjects: z.array(z.looseObject({ name: z.string() })) });
const OURS = /^(?:(\w+?)__)?Linnworks_Sync_Request__c$/;
const CONNECT_WITHIN_MS = 15_000;

/** Whether the package is there, and under which namespace. */
export function checkPackage({ rest, settings }: Patient): Promise<CheckRow> {
  const id = 'package';
  const title = 'Package';
  return rowOf(id, title, async () => {
    const { sobjects } = globalSchema.parse(await rest.call('GET', '/sobjects'));
    const found = sobjects.flatMap(({ name }) => {
      const match = OURS.exec(name);
      return match ? [match[1] ?? ''] : [];
    });
    const wanted = settings.SF_NAMESPACE;
    if (found.length === 0)
      return fail(
        id,
        title,
        'The integration user sees no object of the package.',
        'Install the package, then assign the permission set Linnworks: Integration to the integration user (`npm run deploy:kit`).',
      );
    if (found.includes(wanted)) return ok(id, title, wanted === '' ? 'No namespace.' : wanted);
    const there = found[0] ?? '';
    return fail(
      id,
      title,
      `SF_NAMESPACE is "${wanted}", but the package is installed with "${there}".`,
      there === '' ? 'Leave SF_NAMESPACE empty.' : `Set SF_NAMESPACE=${there}.`,
    );
  });
}

/** A user of its own, with an API-only profile: an administrator's password or leaving would stop the sync. */
export function checkUser({ salesforce, settings }: Patient): Promise<CheckRow> {
  const id = 'integration-user';
  const title = 'Integration user';
  return rowOf(id, title, async () => {
    const name = settings.SF_USERNAME?.replaceAll("'", "\\'") ?? '';
    const soql = `SELECT Profile.Name FROM User WHERE Username = '${name}'`;
    const [user] = settings.SF_USERNAME === undefined ? [] : await salesforce.query(soql);
    const profile = (user?.['Profile'] as { Name?: string } | null)?.Name ?? '';
    return profile === 'System Administrator'
      ? warn(
          id,
          title,
          'The worker logs in as a System Administrator.',
          'Make a user of its own with the Salesforce Integration licence and the profile "Minimum Access - API Only Integrations".',
        )
      : ok(id, title, profile);
  });
}

/** A real subscription, given up as soon as it stands. */
export async function checkEvents(patient: Patient): Promise<CheckRow> {
  const { settings, tokens, clock, log } = patient;
  const id = 'events';
  const title = 'Event channel';
  const channel = createNamespace(settings.SF_NAMESPACE).object('Linnworks_Work__e');
  const state = await new Promise<string>((resolve) => {
    const subscription = new EventSubscription({
      channel: `/event/${channel}`,
      apiVersion: settings.SF_API_VERSION,
      token: () => tokens.current(),
      refused: (token) => tokens.refresh(token),
      loadReplayId: () => Promise.resolve(null),
      onEvents: () => Promise.resolve(),
      onGap: () => undefined,
      onState: (now) => {
        if (now !== 'connecting' && now !== 'stopped') end(now);
      },
      clock,
      log,
    });
    const timer = setTimeout(() => end('silent'), CONNECT_WITHIN_MS);
    const end = (result: string): void => {
      clearTimeout(timer);
      resolve(result);
      void subscription.stop();
    };
    subscription.start();
  });
  return state === 'connected'
    ? ok(id, title, 'Subscribed.')
    : warn(
        id,
        title,
        'Salesforce does not let the worker subscribe to its event. Orders go through by polling, a little later.',
        'Give the integration user read access to Linnworks_Work__e (permission set Linnworks: Integration) and check the event deliveries of today.',
      );
}

/** The switches that stop the flows. */
export function checkSwitches({ salesforce }: Patient): Promise<CheckRow> {
  const id = 'switches';
  const title = 'Switches';
  return rowOf(id, title, async () => {
    const rows = await salesforce.query('SELECT Is_Sync_Off__c FROM Linnworks_Switches__c');
    return rows.some((row) => row['Is_Sync_Off__c'] === true)
      ? warn(
          id,
          title,
          'The sync is switched off: activated orders make no request.',
          'In Setup, Custom Settings, Linnworks Switches: clear "Sync off".',
        )
      : ok(id, title, 'On.');
  });
}
