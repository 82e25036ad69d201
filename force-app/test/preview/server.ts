import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { buildPreview } from './bundle.ts';
import { ROOT } from './salesforce-modules.ts';

/** What the demo panel may do; the caller brings it. */
export interface PreviewDriver {
  readonly actions: Readonly<
    Record<string, (body: Readonly<Record<string, unknown>>) => Promise<unknown>>
  >;
  status(): Promise<object>;
}

export interface PreviewOptions {
  readonly orgUrl: string;
  readonly port?: number;
  /** Who is logged in; default: the administrator. */
  readonly username?: string;
  readonly namespace?: string;
  /** Without it the panel is not shown. */
  readonly driver?: PreviewDriver;
}

export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const DESIGN_1 = path.join(ROOT, 'node_modules/@salesforce-ux/design-system/assets');
const DESIGN_2 = path.join(
  ROOT,
  'node_modules/@salesforce-ux/design-system-2/dist/css/bundled/slds2.cosmos.css',
);

/** What has its version in its name, and the design system, stay in the browser as they do in an org. */
const IS_LASTING = /[\\/](?:vendor|design-system[^\\/]*)[\\/]/;

function sendFile(response: ServerResponse, file: string, base: string): void {
  const isInside = path.resolve(file).startsWith(path.resolve(base));
  if (!isInside || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'cache-control': IS_LASTING.test(file) ? 'max-age=3600' : 'no-cache',
  });
  createReadStream(file).pipe(response);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const SETS = path.join(ROOT, 'force-app/main/default/permissionsets');

/** What the permission sets of the package grant as `@salesforce/customPermission/…`. */
function customPermissions(sets: readonly string[]): string[] {
  return sets.flatMap((set) => {
    const file = path.join(SETS, `${set}.permissionset-meta.xml`);
    const xml = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const granted = xml.matchAll(/<customPermissions>[^]*?<name>(\w+)<\/name>/g);
    return [...granted].map(([, name = '']) => name);
  });
}

interface Login {
  readonly token: string;
  readonly userId: string;
  readonly permissions: readonly string[];
}

/** The session of the person, and what `@salesforce/user/Id` and the like give to components. */
async function login({
  orgUrl,
  username = 'admin@merchant.example',
}: PreviewOptions): Promise<Login> {
  const response = await fetch(`${orgUrl}/__org/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username }),
  });
  const { access_token: token, permission_sets: sets } = (await response.json()) as {
    access_token: string;
    permission_sets: string[];
  };
  const info = await fetch(`${orgUrl}/services/oauth2/userinfo`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { user_id: userId } = (await info.json()) as { user_id: string };
  return { token, userId, permissions: customPermissions(sets) };
}

/** Passes a call of the components on to the org, with the session that a browser would have as a cookie. */
async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  options: PreviewOptions,
  token: string,
): Promise<void> {
  const body = await readBody(request);
  const reply = await fetch(`${options.orgUrl}${request.url ?? ''}`, {
    method: request.method ?? 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(options.namespace ? { 'x-default-namespace': options.namespace } : {}),
    },
    ...(body === '' ? {} : { body }),
  });
  const text = await reply.text();
  response
    .writeHead(reply.status, {
      'content-type': reply.headers.get('content-type') ?? 'application/json',
    })
    .end(text);
}

async function drive(
  request: IncomingMessage,
  response: ServerResponse,
  driver: PreviewDriver | undefined,
): Promise<void> {
  const name = request.url?.split('/').at(-1)?.split('?')[0] ?? '';
  const send = (status: number, body: unknown): void => {
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(body ?? null));
  };
  if (driver === undefined) return send(404, { error: 'There is no demo world' });
  if (name === 'status') return send(200, await driver.status());
  const action = driver.actions[name];
  if (action === undefined || request.method !== 'POST')
    return send(404, { error: `No action ${name}` });
  const text = await readBody(request);
  try {
    send(200, await action(text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)));
  } catch (error) {
    send(409, { error: (error as Error).message });
  }
}

/**
 * Serves the package's components in a page that looks like Lightning Experience, over the given org. Loopback only.
 * @throws Error when a component does not compile.
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const folder = await buildPreview();
  const { token, userId, permissions } = await login(options);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://preview');
    const { pathname } = url;
    if (pathname.startsWith('/services/')) return passOn(request, response, options, token);
    if (pathname.startsWith('/__demo/')) return drive(request, response, options.driver);
    if (pathname === '/user.js') {
      response.writeHead(200, { 'content-type': TYPES['.js'] });
      response.end(
        `window.previewUserId = ${JSON.stringify(userId)}; window.previewPermissions = ${JSON.stringify(permissions)};`,
      );
      return;
    }
    if (pathname === '/theme/slds1.css')
      return sendFile(
        response,
        path.join(DESIGN_1, 'styles/salesforce-lightning-design-system.min.css'),
        DESIGN_1,
      );
    if (pathname === '/theme/slds2.css')
      return sendFile(response, DESIGN_2, path.dirname(DESIGN_2));
    const asset = /^\/(?:assets|_slds)\/(.+)$/.exec(pathname)?.[1];
    if (asset !== undefined) return sendFile(response, path.join(DESIGN_1, asset), DESIGN_1);
    const file = pathname === '/' ? 'index.html' : pathname.slice(1);
    return sendFile(response, path.join(folder, file), folder);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'application/json' });
      response.end(JSON.stringify([{ errorCode: 'PREVIEW', message: (error as Error).message }]));
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
