import { createSign, generateKeyPairSync } from 'node:crypto';
import jsforce from 'jsforce';
import type { Row } from '../ports.ts';
import { startSalesforceOrg, type SalesforceOrg, type SalesforceOrgOptions } from '../start.ts';

const PEM = { format: 'pem' } as const;
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', ...PEM },
  privateKeyEncoding: { type: 'pkcs8', ...PEM },
});
export const APP = { clientId: 'app', clientSecret: 'secret', certificatePem: keys.publicKey };

/** A signed JWT bearer assertion; every claim can be spoilt. */
export function assertionFor(url: string, claims: Row = {}): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const payload = {
    iss: APP.clientId,
    sub: 'integration@merchant.example',
    aud: url,
    exp: Math.floor(Date.now() / 1000) + 180,
    ...claims,
  };
  const signed = `${encode({ alg: 'RS256' })}.${encode(payload)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(keys.privateKey, 'base64url')}`;
}

export interface TestOrg extends SalesforceOrg {
  /** Logs in with jsforce as `admin`, `integration`, … */
  connect(user?: string, namespace?: string): Promise<jsforce.Connection>;
  /** Plain HTTP below the API version, for exact bodies. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply>;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** An org on a free port, with one app that may log in. */
export async function startTestOrg(options: SalesforceOrgOptions = {}): Promise<TestOrg> {
  const org = await startSalesforceOrg({ apps: [APP], longPollMs: 500, ...options });
  const token = org.control.issue('admin@merchant.example') ?? '';
  return {
    ...org,
    async connect(user = 'admin', namespace) {
      const connection = new jsforce.Connection({
        loginUrl: org.url,
        instanceUrl: org.url,
        version: '66.0',
        ...(namespace === undefined ? {} : { callOptions: { defaultNamespace: namespace } }),
      });
      await connection.authorize({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: assertionFor(org.url, { sub: `${user}@merchant.example` }),
      });
      return connection;
    },
    async call(method, path, body, headers = {}) {
      const response = await fetch(`${org.url}/services/data/v66.0/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const parsed: unknown = text === '' ? null : JSON.parse(text);
      return { status: response.status, body: parsed, headers: response.headers };
    },
  };
}

export interface Shop {
  readonly account: string;
  readonly pricebook: string;
  readonly product: string;
  readonly entry: string;
  /** A draft order with one product (2 at 10.00). */
  readonly order: string;
  readonly item: string;
}

/** The least that is needed to activate an order. */
export function seedShop(org: SalesforceOrg): Shop {
  const session = org.control.admin();
  const create = (object: string, values: Row): string => {
    const result = org.core.save(session, 'create', object, values);
    if (result.id === null) throw new Error(JSON.stringify(result.errors));
    return result.id;
  };
  const [book] = org.core.query(
    session,
    'SELECT Id FROM Pricebook2 WHERE IsStandard = true',
  ).records;
  const pricebook = String(book?.['Id']);
  const account = create('Account', { Name: 'Harbour Cycles' });
  const product = create('Product2', { Name: 'Tent', ProductCode: 'TENT', IsActive: true });
  const entry = create('PricebookEntry', {
    Pricebook2Id: pricebook,
    Product2Id: product,
    UnitPrice: 12.5,
    IsActive: true,
  });
  const order = create('Order', {
    AccountId: account,
    EffectiveDate: '2026-11-24',
    Status: 'Draft',
    Pricebook2Id: pricebook,
  });
  const item = create('OrderItem', {
    OrderId: order,
    PricebookEntryId: entry,
    Quantity: 2,
    UnitPrice: 10,
  });
  return { account, pricebook, product, entry, order, item };
}
