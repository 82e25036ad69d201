/** A person's browser or data loader, as far as the scenarios need one: REST calls with an admin's token. */
export type Values = Record<string, unknown>;

export interface OrgClient {
  create(object: string, values: Values): Promise<string>;
  update(object: string, id: string, values: Values): Promise<void>;
  query<T extends Values = Values>(soql: string): Promise<T[]>;
}

const API = '/services/data/v66.0';

async function readJson(response: Response, what: string): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${what} answered ${response.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/**
 * Logs in through the emulated org's control address (no password is involved). With a namespace, package names may
 * be written without it, as the REST API allows.
 * @throws Error with the org's own body when a call is refused.
 */
export async function connectToOrg(
  orgUrl: string,
  username: string,
  namespace = '',
): Promise<OrgClient> {
  const login = await fetch(`${orgUrl}/__org/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username }),
  });
  const { access_token: token } = (await readJson(login, 'Login')) as { access_token: string };
  const call = async (method: string, path: string, body?: Values): Promise<unknown> => {
    const response = await fetch(`${orgUrl}${API}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(namespace === '' ? {} : { 'sforce-call-options': `defaultNamespace=${namespace}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return readJson(response, `${method} ${path}`);
  };
  return {
    async create(object, values) {
      const { id } = (await call('POST', `/sobjects/${object}`, values)) as { id: string };
      return id;
    },
    async update(object, id, values) {
      await call('PATCH', `/sobjects/${object}/${id}`, values);
    },
    async query<T extends Values>(soql: string) {
      const reply = await call('GET', `/query?q=${encodeURIComponent(soql)}`);
      return (reply as { records: T[] }).records;
    },
  };
}
