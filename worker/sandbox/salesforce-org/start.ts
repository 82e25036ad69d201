import { FaultPlan, type AnsweredRequest, type ReceivedRequest } from '../faults/fault-rules.ts';
import { assembleOrg, type AssembledOrg, type OrgOptions } from './assemble.ts';
import { createAutomation, type AutomationControl } from './automation/extension.ts';
import { createValidation } from './automation/validation.ts';
import { createBayeux, type BayeuxControl } from './bayeux/extension.ts';
import { createBulkApi, type BulkControl } from './bulk/extension.ts';
import { controlRoutes, type ControlParts } from './control/control.ts';
import { API_VERSION, saveRecord } from './core.ts';
import { createMetadataApi } from './metadata/extension.ts';
import { refreshOrg } from './metadata/refresh.ts';
import { createGraphql } from './graphql/extension.ts';
import type { Handler } from './http/answer-request.ts';
import { ApiUsage } from './http/api-usage.ts';
import { listen } from './http/listen.ts';
import { RequestLog } from './http/request-log.ts';
import { sendJson } from './http/send-json.ts';
import { versionRoutes } from './http/versions.ts';
import { actorOf } from './kernel.ts';
import { uploadCertificate } from './oauth/app-certificate.ts';
import { handleOAuth } from './oauth/routes.ts';
import type { OAuthApp } from './oauth/verify-assertion.ts';
import type { OrgCore, OrgExtension } from './ports.ts';
import type { RecordAccess } from './rest/answer.ts';
import { createRestApi } from './rest/extension.ts';
import { runQuery } from './soql/run-query.ts';
import { createUiApi } from './ui-api/extension.ts';

const DAILY_API_REQUESTS = 100_000;
/** How often the org looks whether the time of a scheduled path has come. */
const SCHEDULED_PATHS_MS = 15_000;
const USER_KEYS = ['admin', 'integration', 'operator', 'viewer'] as const;

export interface SalesforceOrgOptions extends OrgOptions {
  /** A free one when left out. */
  readonly port?: number;
  readonly apps?: readonly OAuthApp[];
  /** How long a streaming connect waits for events; 110,000 when left out. */
  readonly longPollMs?: number;
  readonly dailyApiRequests?: number;
  /** Told of every request but those to the control address. */
  readonly onRequest?: (request: ReceivedRequest) => void;
  /** Told of every request that was worked on. */
  readonly onAnswered?: (request: AnsweredRequest) => void;
}

type UserKey = (typeof USER_KEYS)[number];

/** A running org. `control` does in process what the control address does over HTTP. */
export interface SalesforceOrg {
  readonly url: string;
  readonly orgId: string;
  readonly users: Readonly<Record<UserKey, { readonly id: string; readonly username: string }>>;
  readonly core: OrgCore;
  /** What flows sent to people, and the scheduled paths; those whose time has come also run by themselves. */
  readonly automation: Pick<AutomationControl, 'messages' | 'runDue'>;
  readonly store: AssembledOrg['parts']['kernel']['store'];
  readonly control: ControlParts;
  close(): Promise<void>;
}

function recordAccess({ parts }: AssembledOrg): RecordAccess {
  const { kernel } = parts;
  return {
    query: (session, soql, { defaultNamespace, withDeleted }) =>
      runQuery(kernel, actorOf(kernel, session, defaultNamespace), soql, {
        apiVersion: API_VERSION,
        withDeleted,
      }),
    save: (session, operation, object, values, defaultNamespace) =>
      saveRecord(parts, session, operation, object, values, defaultNamespace),
    idsByKey(object, field, value) {
      const { store } = kernel;
      const rows =
        field.type === 'id' ? [store.find(String(value))] : store.byKey(object, field, value);
      return rows.flatMap((row) => (row ? [String(row['Id'])] : []));
    },
  };
}

function restLimits(usage: ApiUsage, bayeux: BayeuxControl, bulk: BulkControl) {
  const left = (Max: number, used: number): { Max: number; Remaining: number } => ({
    Max,
    Remaining: Math.max(0, Max - used),
  });
  const fixed = (Max: number): { Max: number; Remaining: number } => left(Max, 0);
  const { batches, queryJobs } = bulk.counters();
  const events = 50_000;
  return {
    DailyApiRequests: { Max: usage.limit, Remaining: Math.max(0, usage.limit - usage.used) },
    DailyDeliveredPlatformEvents: {
      Max: events,
      Remaining: Math.max(0, events - bayeux.counters().delivered),
    },
    HourlyPublishedPlatformEvents: fixed(250_000),
    DailyBulkV2QueryJobs: left(10_000, queryJobs),
    DailyBulkApiBatches: left(15_000, batches),
    DataStorageMB: fixed(10_240),
    FileStorageMB: fixed(10_240),
  };
}

function userOf(org: AssembledOrg, key: UserKey): { id: string; username: string } {
  const username = `${key}@merchant.example`;
  const id = org.userId(username);
  if (id === null) throw new Error(`The org has no user ${username}`);
  return { id, username };
}

interface Running {
  readonly org: AssembledOrg;
  readonly bayeux: BayeuxControl;
  readonly bulk: BulkControl;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly usage: ApiUsage;
  readonly apps: OAuthApp[];
}

function controlOf(running: Running): ControlParts {
  const { org, bayeux, bulk, faults, log, usage } = running;
  return {
    uploadCertificate: (name, certificate, permissionSet) =>
      uploadCertificate(org, running.apps, name, certificate, permissionSet),
    core: org.core,
    faults,
    log,
    usage,
    admin: () => {
      const { id, username } = userOf(org, 'admin');
      return { token: '', userId: id, username };
    },
    issue(username) {
      const id = org.userId(username);
      return id === null ? null : org.tokens.issue(id);
    },
    revoke(token) {
      const revoked = org.tokens.revoke(token);
      bayeux.recheckSessions();
      return revoked;
    },
    dropClients: () => bayeux.dropClients(),
    expireEvents: () => bayeux.expireEvents(),
    eventsDelivered: () => bayeux.counters().delivered,
    setDeliveryLimit: (limit) => bayeux.setDailyDeliveryLimit(limit),
    reset() {
      faults.clear();
      log.clear();
      usage.reset();
      bayeux.reset();
      bulk.reset();
      org.reset();
    },
  };
}

function openRoutes({ org, bayeux, apps }: Running, url: () => string): Handler {
  const versions = versionRoutes(() => org.core);
  return (request, response) =>
    handleOAuth(request, response, {
      apps,
      url,
      orgId: org.core.orgId,
      now: org.core.now,
      userId: org.userId,
      isApproved: (userId, { permissionSet }) =>
        permissionSet === undefined || org.core.user(userId).permissionSets.includes(permissionSet),
      runAs: 'integration@merchant.example',
      issue: (userId) => org.tokens.issue(userId),
      revoke: (token) => {
        org.tokens.revoke(token);
        bayeux.recheckSessions();
      },
      session: (token) => org.tokens.find(token),
      sendJson,
    }) || versions(request, response);
}

function extensionsOf(
  org: AssembledOrg,
  bayeux: OrgExtension & BayeuxControl,
  bulk: OrgExtension & BulkControl,
  usage: ApiUsage,
  automation: OrgExtension & AutomationControl,
): OrgExtension[] {
  const { core } = org;
  const limits = () => restLimits(usage, bayeux, bulk);
  const { access } = org.parts.kernel;
  const { definition, files } = org;
  const refresh = (): void => {
    refreshOrg(org.parts.kernel, definition.sets);
    org.forgetUsers();
    automation.reload();
  };
  const extensions: OrgExtension[] = [
    createValidation(core, ({ userId }, name) => access.hasCustom(core.user(userId), name)),
    automation,
    bayeux,
    createUiApi(core),
    createGraphql(core),
    createMetadataApi({ core, definition, files, refresh }),
    createRestApi(core, { limits, records: recordAccess(org) }),
    bulk,
  ];
  extensions.forEach(org.plugIn);
  return extensions;
}

/**
 * Starts an emulated Salesforce org on the loopback address, with the objects, permission sets and flows of the
 * package in it and nothing else but its users, order statuses and standard price book.
 * @throws Error when the package holds something that the org does not model.
 */
export async function startSalesforceOrg(
  options: SalesforceOrgOptions = {},
): Promise<SalesforceOrg> {
  let url = '';
  const now = options.clock ?? (() => new Date());
  const usage = new ApiUsage(now, options.dailyApiRequests ?? DAILY_API_REQUESTS);
  const org = assembleOrg(
    options,
    () => url,
    (kind) => usage.count(kind),
  );
  const { core } = org;
  const bayeux = createBayeux(core, { longPollMs: options.longPollMs ?? 110_000 });
  const bulk = createBulkApi(core, recordAccess(org));
  const automation = createAutomation(core);
  const extensions = extensionsOf(org, bayeux, bulk, usage, automation);
  const watching = { faults: new FaultPlan(), log: new RequestLog(), usage };
  const running: Running = { org, bayeux, bulk, ...watching, apps: [...(options.apps ?? [])] };
  const control = controlOf(running);
  const server = await listen(
    {
      ...running,
      session: (token) => org.tokens.find(token),
      control: controlRoutes(control),
      open: openRoutes(running, () => url),
      extensions,
      ...{ onRequest: options.onRequest, onAnswered: options.onAnswered },
    },
    options.port ?? 0,
  );
  url = server.url;
  const timer = setInterval(() => automation.runDue(control.admin()), SCHEDULED_PATHS_MS).unref();
  return {
    url,
    orgId: core.orgId,
    users: Object.fromEntries(
      USER_KEYS.map((key) => [key, userOf(org, key)]),
    ) as SalesforceOrg['users'],
    core,
    automation,
    store: org.parts.kernel.store,
    control,
    async close() {
      clearInterval(timer);
      for (const extension of extensions) await extension.close?.();
      await server.close();
      org.database.close();
    },
  };
}
