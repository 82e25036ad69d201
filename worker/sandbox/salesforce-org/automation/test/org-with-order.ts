import type { Row, Session } from '../../ports.ts';
import { startSalesforceOrg, type SalesforceOrg } from '../../start.ts';

/** The emulated org with one draft order of one line in it. */
export interface OrgWithOrder {
  readonly org: SalesforceOrg;
  readonly admin: Session;
  readonly adminToken: string;
  readonly orderId: string;
  readonly itemId: string;
  /** The name of a package component as this org knows it. */
  readonly name: (plain: string) => string;
  /** @throws Error with Salesforce's message when the save is refused. */
  readonly save: (operation: 'create' | 'update', object: string, values: Row) => string;
  readonly query: (soql: string) => Row[];
}

function sessionOf(org: SalesforceOrg, token: string): Session {
  const session = org.core.session(token);
  if (!session) throw new Error('The org does not know the token it has issued');
  return session;
}

type Save = OrgWithOrder['save'];

function createOrder(save: Save, pricebook: string): { orderId: string; itemId: string } {
  const product = save('create', 'Product2', { Name: 'Tent', ProductCode: 'TENT', IsActive: true });
  const entry = save('create', 'PricebookEntry', {
    Pricebook2Id: pricebook,
    Product2Id: product,
    UnitPrice: 100,
    IsActive: true,
  });
  const orderId = save('create', 'Order', {
    AccountId: save('create', 'Account', { Name: 'Ada Outdoor' }),
    EffectiveDate: '2026-11-24',
    Status: 'Draft',
    Pricebook2Id: pricebook,
  });
  const line = { OrderId: orderId, PricebookEntryId: entry, Quantity: 2, UnitPrice: 90 };
  return { orderId, itemId: save('create', 'OrderItem', line) };
}

const NOON = new Date('2026-11-24T12:00:00Z');

/** Starts the org, where it is always noon; the caller closes it. */
export async function startOrgWithOrder(namespace: '' | 'lwsync' = ''): Promise<OrgWithOrder> {
  const org = await startSalesforceOrg({ namespace, clock: () => NOON });
  const adminToken = org.control.issue('admin@merchant.example') ?? '';
  const admin = sessionOf(org, adminToken);
  const query = (soql: string): Row[] => org.core.query(admin, soql).records;
  const save: Save = (operation, object, values) => {
    const result = org.core.save(admin, operation, object, values);
    if (!result.success) throw new Error(result.errors.map((e) => e.message).join('; '));
    return result.id ?? '';
  };
  const [book] = query('SELECT Id FROM Pricebook2 WHERE IsStandard = true');
  const order = createOrder(save, String(book?.['Id']));
  const name = (plain: string): string => (namespace === '' ? plain : `${namespace}__${plain}`);
  return { org, admin, adminToken, query, save, name, ...order };
}
