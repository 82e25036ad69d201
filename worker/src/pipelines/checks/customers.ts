import type { CheckAnswer, CheckRow } from '../../domain/answers.ts';
import { customerOf } from '../../mapping/customer.ts';
import { textAt } from '../../mapping/person.ts';
import type { PipelineDeps } from '../deps.ts';
import type { LoadedOrder } from '../load-orders.ts';
import type { Reference } from '../read-settings.ts';
import { toAnswer } from './check-answer.ts';
import { fail, ok, warn } from './check-row.ts';
import { sampleOrders } from './sample-orders.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'clock'>;

const ORDERS = 200;
const SHOWN = 20;

interface Buyer {
  readonly key: string;
  readonly orders: readonly LoadedOrder[];
  readonly accounts: number;
}

const accountOf = ({ record }: LoadedOrder): string => textAt(record, 'AccountId');

/** Orders are named, not people: who may see the order sees who bought. */
function about(kind: string, { orders }: Buyer, detail: string, whatToDo: string): CheckRow {
  const [first] = orders;
  const more = orders.length > 1 ? ` and ${orders.length - 1} more` : '';
  const title = `Buyer of order ${first?.number ?? ''}${more}`;
  return {
    ...warn(`${kind}-${first?.id ?? ''}`, title, detail, whatToDo),
    recordId: first?.id ?? null,
  };
}

type Identified = ReturnType<typeof customerOf> & { readonly order: LoadedOrder };

function conflictRow({ order, problems }: Identified): CheckRow {
  const [first] = problems;
  const title = `Conflict: order ${order.number}`;
  return {
    ...fail(`conflict-${order.id}`, title, first?.message ?? '', first?.whatToDo ?? ''),
    recordId: order.id,
  };
}

const sharedRow = (buyer: Buyer): CheckRow =>
  about(
    'shared',
    buyer,
    `${buyer.accounts} accounts are one buyer in Linnworks.`,
    'Nothing, when they are the same customer. Otherwise give each account a customer number of its own.',
  );

const anonymousRow = (buyer: Buyer): CheckRow =>
  about(
    'anonymous',
    buyer,
    'There is neither a customer number nor an e-mail address; the account is the buyer.',
    'Fill in the e-mail address of the contact that is billed.',
  );

function buyersOf(identified: readonly Identified[]): Buyer[] {
  return [...Map.groupBy(identified, ({ customer }) => customer.Key)].map(([key, same]) => {
    const orders = same.map(({ order }) => order);
    return { key, orders, accounts: new Set(orders.map(accountOf)).size };
  });
}

/** The Check request `customers`: the buyers of the newest orders by the identity rule of the mapping. */
export async function checkCustomers(deps: Deps, reference: Reference): Promise<CheckAnswer> {
  const now = deps.clock.now();
  const { customerIdField } = await reference.settings();
  const orders = await sampleOrders(deps, reference, undefined, ORDERS);
  const identified = orders.map((order) => ({
    order,
    ...customerOf({ Order: order.record }, customerIdField, order.customers),
  }));
  const conflicts = identified.filter(({ problems }) => problems.length > 0);
  const buyers = buyersOf(identified.filter(({ problems }) => problems.length === 0));
  const shared = buyers.filter(({ accounts }) => accounts > 1);
  const anonymous = buyers.filter(({ key }) => key.startsWith('record:'));
  const said = `${orders.length} orders were bought by ${buyers.length} buyers.`;
  const rows = [
    ok('customers-found', 'Buyers', said),
    ...conflicts.slice(0, SHOWN).map(conflictRow),
    ...shared.slice(0, SHOWN).map(sharedRow),
    ...anonymous.slice(0, SHOWN).map(anonymousRow),
  ];
  const figures = {
    orders: orders.length,
    buyers: buyers.length,
    shared: shared.length,
    anonymous: anonymous.length,
    conflicts: conflicts.length,
  };
  return toAnswer('customers', now, { rows, figures });
}
