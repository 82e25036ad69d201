import { readFaultRules, type FaultPlan } from '../../faults/fault-rules.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { Reply } from '../http/send-reply.ts';
import type { Sessions } from '../http/sessions.ts';
import type { Account } from '../state/account.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { addCatalogue, moveStock } from './catalogue.ts';
import { CHANNEL_COMMANDS } from './channel-commands.ts';
import { ControlError, type Body } from './command.ts';
import { ordersOf, summaryOf } from './order-summary.ts';
import { OFFICE_COMMANDS } from './office-commands.ts';
import { WAREHOUSE_COMMANDS } from './warehouse-commands.ts';

export interface Controlled {
  readonly account: Account;
  readonly warehouse: Warehouse;
  readonly sessions: Sessions;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  reset(): void;
}

type Command = (controlled: Controlled, body: Body, rest: string) => unknown;

const COMMANDS: Readonly<Record<string, Command>> = {
  'POST reset': (controlled) => controlled.reset(),
  'POST catalogue': ({ account }, body) => addCatalogue(account, body),
  'POST stock': ({ account }, body) => moveStock(account, body),
  'GET orders': ({ account }) =>
    [...account.orders.all()].map((order) => summaryOf(account, order)),
  'GET requests': ({ log }) => log.report(),
  'GET counters': ({ log }) => log.counts(),
  'POST faults': ({ faults }, body) => faults.set(readFaultRules(body)),
  'DELETE faults': ({ faults }) => faults.clear(),
  'POST expire-sessions': ({ sessions }) => sessions.expireAll(),
  ...CHANNEL_COMMANDS,
  ...WAREHOUSE_COMMANDS,
  ...OFFICE_COMMANDS,
};

function run(controlled: Controlled, method: string, path: string, text: string): unknown {
  const body = (text === '' ? {} : JSON.parse(text)) as Body;
  const command = COMMANDS[`${method} ${path}`];
  if (command) return command(controlled, body, path);
  const reference = method === 'GET' ? /^orders\/(.+)$/.exec(path)?.[1] : undefined;
  if (reference !== undefined) return ordersOf(controlled.account, decodeURIComponent(reference));
  throw new ControlError(404, `No such command: ${method} ${path}`);
}

/**
 * The control address: what people in a warehouse and tests do to the account. Answers `{error}` with 404 for an
 * unknown command or order, 409 for what cannot be done now, 400 for the rest.
 */
export function control(controlled: Controlled, method: string, path: string, text: string): Reply {
  try {
    const result = run(controlled, method, path.replace(/\?.*$/, ''), text);
    return { status: 200, body: result ?? {} };
  } catch (error) {
    const status = error instanceof ControlError ? error.status : 400;
    return { status, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}
