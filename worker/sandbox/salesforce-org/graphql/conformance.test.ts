import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOrgWithOrder, type OrgWithOrder } from '../automation/test/org-with-order.ts';

interface Reply {
  readonly data: unknown;
  readonly errors: readonly { message: string }[];
}

/** Queries as the components write them: without the namespace, with an alias for each package name. */
describe.each(['', 'lwsync'] as const)('GraphQL over HTTP, namespace "%s"', (namespace) => {
  let shop: OrgWithOrder;
  beforeEach(async () => {
    shop = await startOrgWithOrder(namespace);
    const [status, kind, order] = ['Status__c', 'Kind__c', 'Order__c'].map(shop.name);
    for (const [index, state] of ['Open', 'Open', 'Resolved'].entries()) {
      shop.save('create', shop.name('Linnworks_Sync_Error__c'), {
        [shop.name('Key__c')]: `key${index}`,
        [shop.name('Attempts__c')]: index,
        [status ?? '']: state,
        [kind ?? '']: 'Data',
        [order ?? '']: shop.orderId,
      });
    }
  });
  afterEach(() => shop.org.close());

  async function ask(query: string, variables = {}, token = shop.adminToken): Promise<Reply> {
    const response = await fetch(`${shop.org.url}/services/data/v66.0/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-default-namespace': namespace,
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Reply;
  }

  it('pages, filters, counts and follows relationships', async () => {
    const query = `query errors($status: Picklist, $after: String) { uiapi { query {
      errors: Linnworks_Sync_Error__c(first: 1, after: $after, where: { Status__c: { eq: $status } },
        orderBy: { Attempts__c: { order: DESC } }) {
        totalCount pageInfo { hasNextPage endCursor }
        edges { node { Id attempts: Attempts__c { value } order: Order__r { Account { Name { value } } } } } } } } }`;
    const first = await ask(query, { status: 'Open' });
    expect(first.errors).toEqual([]);
    expect(first.data).toMatchObject({
      uiapi: {
        query: {
          errors: {
            totalCount: 2,
            pageInfo: { hasNextPage: true },
            edges: [
              {
                node: {
                  attempts: { value: 1 },
                  order: { Account: { Name: { value: 'Ada Outdoor' } } },
                },
              },
            ],
          },
        },
      },
    });
    const after = Buffer.from('v1:0').toString('base64');
    expect((await ask(query, { status: 'Open', after })).data).toMatchObject({
      uiapi: {
        query: {
          errors: {
            pageInfo: { hasNextPage: false },
            edges: [{ node: { attempts: { value: 0 } } }],
          },
        },
      },
    });
  });

  it('reads children of a record', async () => {
    const { data, errors } = await ask(
      `query order($id: ID) { uiapi { query { Order(where: { Id: { eq: $id } }) { edges { node {
        OrderItems { edges { node { Quantity { value displayValue } Product2 { Name { value } } } } }
        errors: Linnworks_Sync_Errors__r(where: { Status__c: { ne: "Open" } }) { totalCount edges { node { Id } } } } } } } } }`,
      { id: shop.orderId },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      uiapi: {
        query: {
          Order: {
            edges: [
              {
                node: {
                  OrderItems: {
                    edges: [
                      { node: { Quantity: { value: 2 }, Product2: { Name: { value: 'Tent' } } } },
                    ],
                  },
                  errors: { totalCount: 1 },
                },
              },
            ],
          },
        },
      },
    });
  });

  it('aggregates by group', async () => {
    const { data, errors } = await ask(
      `{ uiapi { aggregate { errors: Linnworks_Sync_Error__c(groupBy: { Status__c: { group: true } }) { edges { node {
        aggregate { status: Status__c { value } Id { count { value } } tries: Attempts__c { sum { value } max { value } } } } } } } } }`,
    );
    expect(errors).toEqual([]);
    const node = (status: string, count: number, sum: number, max: number): object => ({
      node: {
        aggregate: {
          status: { value: status },
          Id: { count: { value: count } },
          tries: { sum: { value: sum }, max: { value: max } },
        },
      },
    });
    const edges = [node('Open', 2, 1, 1), node('Resolved', 1, 2, 2)];
    expect(data).toEqual({ uiapi: { aggregate: { errors: { edges } } } });
  });

  it('finds records through their children', async () => {
    const orders = async (status: string): Promise<unknown> =>
      (
        await ask(
          `query q($status: Picklist) { uiapi { query { Order(where: { Id: { inq: {
            Linnworks_Sync_Error__c: { Status__c: { eq: $status } } ApiName: "Order__c" } } }) { totalCount } } } }`,
          { status },
        )
      ).data;
    expect(await orders('Open')).toEqual({ uiapi: { query: { Order: { totalCount: 1 } } } });
    expect(await orders('Ignored')).toEqual({ uiapi: { query: { Order: { totalCount: 0 } } } });
  });

  const CREATE = `mutation press($input: Linnworks_Sync_Request__cCreateInput!) { uiapi {
    made: Linnworks_Sync_Request__cCreate(input: $input) { Record { Id status: Status__c { value } } } } }`;
  const input = (key: string): object => ({
    input: {
      Linnworks_Sync_Request__c: {
        Key__c: key,
        Kind__c: 'Push',
        Source__c: 'User',
        Status__c: 'Pending',
      },
    },
  });

  it('creates a request, once per key', async () => {
    const made = await ask(CREATE, input('user:push:1'));
    expect(made.errors).toEqual([]);
    expect(made.data).toMatchObject({
      uiapi: { made: { Record: { status: { value: 'Pending' } } } },
    });
    const again = await ask(CREATE, input('user:push:1'));
    expect(again.data).toEqual({ uiapi: { made: null } });
    expect(again.errors[0]?.message).toMatch(/duplicate value found/);
  });

  it('rolls everything back when one change is refused', async () => {
    const change = (alias: string, key: string): string =>
      `${alias}: Linnworks_Sync_Request__cCreate(input: { Linnworks_Sync_Request__c: { Key__c: "${key}", Kind__c: "Push", Status__c: "Pending" } }) { Record { Id } }`;
    await ask(`mutation { uiapi { ${change('a', 'same')} ${change('b', 'same')} } }`);
    const object = shop.name('Linnworks_Sync_Request__c');
    expect(shop.query(`SELECT Id FROM ${object}`)).toEqual([]);
  });

  it('lets a viewer look but not press', async () => {
    const viewer = shop.org.control.issue('viewer@merchant.example') ?? '';
    const look = `{ uiapi { query { e: Linnworks_Sync_Error__c { totalCount } } } }`;
    expect((await ask(look, {}, viewer)).data).toEqual({
      uiapi: { query: { e: { totalCount: 3 } } },
    });
    const pressed = await ask(CREATE, input('user:push:2'), viewer);
    expect(pressed.data).toEqual({ uiapi: { made: null } });
    expect(pressed.errors).toHaveLength(1);
  });

  it('needs a session', async () => {
    expect(await ask('{ uiapi { query { Order { totalCount } } } }', {}, 'no')).toMatchObject([
      { errorCode: 'INVALID_SESSION_ID' },
    ]);
  });
});
