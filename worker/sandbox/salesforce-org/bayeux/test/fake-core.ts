import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';
import type { OrgCore, OrgExtension, Row, SaveContext, Session } from '../../ports.ts';
import { objectOf } from '../../automation/test/schema.ts';

const EVENTS = ['Work__e', 'Secret__e'].map((name) =>
  objectOf(name, 'event', [
    ['Key__c', 'string'],
    ['Kind__c', 'string'],
  ]),
);

const unused = (): never => {
  throw new Error('The event stream must not need this part of the core');
};

export interface FakeOrg {
  readonly url: string;
  readonly sessions: Map<string, Session>;
  publish(event: string, payload: Row): string;
  /** Posts received so far, and those still unanswered whose client is there. */
  requests(): number;
  openResponses(): number;
  close(): Promise<void>;
}

/** Just enough of a core for the event stream alone: two events, sessions, an HTTP front. */
export function fakeCore(
  sessions: Map<string, Session>,
  database: DatabaseSync,
  now: () => Date,
): OrgCore {
  const schema = new Map(EVENTS.map((event) => [event.name, event]));
  return {
    orgId: '00D000000000001EAA',
    namespace: '',
    apiVersion: '66.0',
    packageDir: '',
    url: () => 'http://127.0.0.1',
    now,
    schema,
    database,
    findObject: (name) => schema.get(name) ?? null,
    findField: (object, name) => object.fields.get(name) ?? null,
    canRead: (_session, object) => object.name !== 'Secret__e',
    session: (token) => sessions.get(token) ?? null,
    sendJson(response, status, body) {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
    user: unused,
    canCreate: unused,
    canEdit: unused,
    canDelete: unused,
    query: unused,
    save: unused,
    transaction: unused,
    row: unused,
    setting: unused,
    countApiCall: () => undefined,
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves the extension over HTTP; `publish` commits at once. */
export async function serveFake(
  core: OrgCore,
  extension: OrgExtension,
  sessions: Map<string, Session>,
): Promise<FakeOrg> {
  let requests = 0;
  let openResponses = 0;
  const server = createServer((raw, response) => {
    openResponses += 1;
    response.once('close', () => (openResponses -= 1));
    void (async () => {
      let body = '';
      for await (const chunk of raw) body += String(chunk);
      requests += 1;
      const { pathname, searchParams } = new URL(raw.url ?? '/', 'http://org');
      const request = { raw, method: raw.method ?? 'GET', path: pathname, query: searchParams };
      const parsed: unknown =
        body.startsWith('[') || body.startsWith('{') ? JSON.parse(body) : null;
      const handled = await extension.handle?.(
        { ...request, body: parsed, text: body, bytes: Buffer.from(body), session: null },
        response,
      );
      if (!handled) core.sendJson(response, 404, [{ errorCode: 'NOT_FOUND', message: pathname }]);
    })();
  });
  const url = await listen(server);
  return {
    url,
    sessions,
    requests: () => requests,
    openResponses: () => openResponses,
    publish(event, payload) {
      const object = core.findObject(event);
      const session = [...sessions.values()][0];
      if (!object || !session) throw new Error(`Cannot publish ${event}`);
      const afterCommit: (() => void)[] = [];
      const context: SaveContext = {
        session,
        now: core.now(),
        create: unused,
        update: unused,
        find: unused,
        findBy: unused,
        afterCommit: (work) => afterCommit.push(work),
      };
      const uuid = extension.publish?.(object, payload, context) ?? '';
      for (const work of afterCommit) work();
      return uuid;
    },
    async close() {
      await extension.close?.();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
