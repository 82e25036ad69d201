import { readFaultRules, type FaultPlan } from '../../faults/fault-rules.ts';
import type { Handler } from '../http/answer-request.ts';
import type { ApiUsage } from '../http/api-usage.ts';
import type { RequestLog } from '../http/request-log.ts';
import { sendJson } from '../http/send-json.ts';
import { OrgError, type OrgCore, type Row, type Session } from '../ports.ts';
import { seedRecords } from './seed.ts';

export interface ControlParts {
  readonly core: OrgCore;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly usage: ApiUsage;
  readonly admin: () => Session;
  /** A token for the user; null when there is no such user. */
  readonly issue: (username: string) => string | null;
  /** Without a token every one; returns how many. */
  readonly revoke: (token?: string) => number;
  readonly dropClients: () => number;
  readonly expireEvents: () => number;
  readonly eventsDelivered: () => number;
  /** Events of a rolling day; null lifts the limit. */
  readonly setDeliveryLimit: (limit: number | null) => void;
  readonly reset: () => void;
  /** The consumer key of the app; null when no app of that name was deployed. */
  readonly uploadCertificate: (
    app: string,
    certificatePem: string,
    permissionSet?: string,
  ) => string | null;
}

type Command = (parts: ControlParts, body: Row) => unknown;

function limits({ usage, eventsDelivered }: ControlParts): object {
  const { used, limit } = usage;
  return { used, limit, byKind: usage.byKind(), events: eventsDelivered() };
}

const COMMANDS: Readonly<Record<string, Command>> = {
  'POST reset': ({ reset }) => {
    reset();
    return {};
  },
  'POST token': ({ issue, core }, { username }) => {
    const token = issue(String(username));
    if (token === null) throw new OrgError(404, 'NOT_FOUND', `No user ${String(username)}`);
    const { userId = '' } = core.session(token) ?? {};
    const { permissionSets } = core.user(userId);
    return { access_token: token, instance_url: core.url(), permission_sets: permissionSets };
  },
  'POST revoke': ({ revoke }, { token }) => ({
    revoked: typeof token === 'string' ? revoke(token) : revoke(),
  }),
  'POST drop-clients': ({ dropClients }) => ({ dropped: dropClients() }),
  'POST expire-events': ({ expireEvents }) => ({ expired: expireEvents() }),
  'DELETE faults': ({ faults }) => {
    faults.clear();
    return {};
  },
  'GET requests': ({ log, usage }) => ({ requests: log.all(), counters: usage.byKind() }),
  'DELETE requests': ({ log }) => {
    log.clear();
    return {};
  },
  'GET limits-used': limits,
  'POST limits': (parts, { daily, used, deliveries }) => {
    if (typeof deliveries === 'number') parts.setDeliveryLimit(deliveries);
    if (typeof daily === 'number') parts.usage.setLimit(daily);
    if (typeof used === 'number') {
      parts.usage.reset();
      parts.usage.count('before', used);
    }
    return limits(parts);
  },
  'POST certificate': ({ uploadCertificate }, { app, certificatePem, permissionSet }) => {
    const set = typeof permissionSet === 'string' ? permissionSet : undefined;
    const consumerKey = uploadCertificate(String(app), String(certificatePem), set);
    if (consumerKey === null) throw new OrgError(404, 'NOT_FOUND', `No app ${String(app)}`);
    return { consumerKey };
  },
  'POST seed': ({ core, admin }, { records }) => ({
    ids: seedRecords(core, admin(), records as Parameters<typeof seedRecords>[2]),
  }),
};

function run(parts: ControlParts, key: string, body: unknown): unknown {
  if (key === 'POST faults') {
    parts.faults.set(readFaultRules(body));
    return {};
  }
  const command = COMMANDS[key];
  if (!command) throw new OrgError(404, 'NOT_FOUND', `There is no control command ${key}`);
  return command(parts, (body ?? {}) as Row);
}

/** What a test does to the org from outside, below `/__org/`; errors are `{error}`. */
export function controlRoutes(parts: ControlParts): Handler {
  return (request, response) => {
    const command = /^\/__org\/(.*?)\/?$/.exec(request.path)?.[1];
    if (command === undefined) return false;
    try {
      sendJson(response, 200, run(parts, `${request.method} ${command}`, request.body));
    } catch (error) {
      const status = error instanceof OrgError ? error.status : 400;
      sendJson(response, status, { error: error instanceof Error ? error.message : String(error) });
    }
    return true;
  };
}
