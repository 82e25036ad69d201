import { afterEach, describe, expect, it } from 'vitest';
import { sampleOrder } from '../testing/sample-orders.ts';
import { ownAccount, type OwnAccount } from '../testing/own-account.ts';
import type { LinnworksAccountOptions } from '../start.ts';

describe('the account over HTTP', () => {
  const running: OwnAccount[] = [];
  const open = async (options?: LinnworksAccountOptions): Promise<OwnAccount> => {
    const account = await ownAccount(options);
    running.push(account);
    return account;
  };
  afterEach(async () => {
    for (const account of running.splice(0)) await account.close();
  });

  const post = (account: OwnAccount, path: string, headers: Record<string, string>, body = '{}') =>
    fetch(`${account.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  it('wants the raw session token', async () => {
    const account = await open();
    expect((await post(account, '/api/Orders/GetOrdersById', {})).status).toBe(401);
    const bearer = { authorization: 'Bearer x' };
    expect((await post(account, '/api/Orders/GetOrdersById', bearer)).status).toBe(401);
  });

  it('logs in with a form too, and answers database secrets that must not leak', async () => {
    const account = await open();
    const form = new URLSearchParams({
      ApplicationId: 'a1a1a1a1-0000-4000-8000-000000000001',
      ApplicationSecret: 'a1a1a1a1-0000-4000-8000-000000000002',
      Token: 'a1a1a1a1-0000-4000-8000-000000000003',
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const path = '/api/Auth/AuthorizeByApplication';
    const session = (await (await post(account, path, headers, form.toString())).json()) as object;
    expect(session).toMatchObject({
      Server: account.url,
      Locality: 'EU',
      DatabasePassword: 'account-database-password-canary',
      Status: { State: 'AVAILABLE' },
    });
    form.set('Token', 'a1a1a1a1-0000-4000-8000-00000000000f');
    expect((await post(account, path, headers, form.toString())).status).toBe(401);
  });

  it('lets a session die after 20 minutes without use', async () => {
    const account = await open();
    for (let n = 0; n < 3; n++) {
      account.clock.forward(19 * 60);
      await account.read('Orders/GetCountries');
    }
    account.clock.forward(20 * 60);
    expect((await account.call('Orders/GetCountries')).status).toBe(401);
  });

  it('counts calls per endpoint and minute', async () => {
    const account = await open();
    for (let n = 0; n < 150; n++) await account.read('Orders/GetPaymentMethods');
    const first = await account.call('Orders/GetPaymentMethods');
    const second = await account.call('Orders/GetPaymentMethods');
    expect(first).toMatchObject({
      status: 429,
      body: { Message: 'API calls quota exceeded! Maximum admitted 150 per Minute.' },
    });
    expect([first, second].map(({ headers }) => headers.get('retry-after'))).toEqual(['60', null]);
    expect((await account.call('Orders/GetShippingMethods')).status).toBe(200);
    account.clock.forward(60);
    expect((await account.call('Orders/GetPaymentMethods')).status).toBe(200);
  });

  it('tells unknown methods, unmodelled ones and wrong verbs apart', async () => {
    const account = await open();
    const status = async (name: string) => (await account.call(name)).status;
    const unknown = await account.call('Orders/PayOrder');
    expect(unknown.status).toBe(404);
    expect(unknown.body).toMatchObject({
      Message: expect.stringMatching(/^No HTTP resource was found/) as string,
    });
    expect(await status('Macro/RunMacro')).toBe(404);
    expect(await status('Orders/CreateNewOrder')).toBe(501);
    expect((await post(account, '/api/Orders/GetCountries', {})).status).toBe(405);
  });

  it('refuses a missing wrapper and a wrapper too many', async () => {
    const account = await open();
    const bare = await account.call('Stock/GetStockLevel_Batch', { StockItemIds: [] });
    expect(bare).toMatchObject({ status: 400, body: { Code: null } });
    const wrapped = await account.call('Orders/CreateOrders', { request: { orders: [] } });
    expect(wrapped.status).toBe(400);
  });

  it('is without v2 where the account has none', async () => {
    const account = await open({ v2Delta: false });
    expect((await account.call('v2/orders')).status).toBe(404);
  });

  it('fails as the fault rules say, before or after the work', async () => {
    const account = await open();
    const path = '^/api/Orders/CreateOrders';
    await account.control('POST', 'faults', [
      { match: { path }, status: 503, body: { Message: 'down' }, times: 1 },
      {
        match: { method: 'GET', path: 'GetCountries' },
        status: 502,
        body: '<h1>Bad gateway</h1>',
        after: 1,
      },
      { match: { path }, cut: 'after', times: 1 },
    ]);
    const orders = [sampleOrder('F-1')];
    expect(await account.call('Orders/CreateOrders', { orders })).toMatchObject({ status: 503 });
    await expect(account.call('Orders/CreateOrders', { orders })).rejects.toThrow();
    expect((await account.call('Orders/CreateOrders', { orders })).body).toEqual([]);
    await account.read('Orders/GetCountries');
    const gateway = await fetch(`${account.url}/api/Orders/GetCountries`);
    expect([gateway.status, await gateway.text()]).toEqual([502, '<h1>Bad gateway</h1>']);
    const { counters } = await account.control<{
      counters: Record<string, { byStatus: Record<string, number> }>;
    }>('GET', 'requests');
    expect(counters['Orders/CreateOrders']?.byStatus).toEqual({ 0: 1, 200: 1, 503: 1 });
  });
});
