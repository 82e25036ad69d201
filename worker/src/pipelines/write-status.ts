import type { Job, SalesforceRecord } from '../domain/ports.ts';
import { newTraceId } from '../domain/trace-id.ts';
import { problem } from '../mapping/field-row.ts';
import { toSalesforceWord } from '../mapping/field-model.ts';
import { statusFieldFault } from './checks/optional-access.ts';
import { combinedStates, ordersBehind } from './combined-states.ts';
import type { ChannelSettings } from './channel-settings.ts';
import type { PipelineDeps } from './deps.ts';
import { rowsOfIds } from './rows-where-in.ts';
import type { Handle } from './push-order.ts';
import type { Reference } from './read-settings.ts';
import { recordErrors } from './record-error.ts';

const OBJECT = 'OrderStatus';
/** What Salesforce answers when the permission to edit activated orders, or the field itself, is missing. */
const NOT_ALLOWED =
  /INSUFFICIENT_ACCESS|FIELD_INTEGRITY_EXCEPTION|INVALID_FIELD|CANNOT_INSERT_UPDATE/;

type Channels = () => Promise<ChannelSettings>;

async function say(
  deps: PipelineDeps,
  subject: { kind: 'stream' | 'order'; id: string; label: string },
  message: string | null,
): Promise<void> {
  await recordErrors(deps, [
    {
      subject,
      stream: 'fulfilment',
      step: 'write-status',
      traceId: newTraceId(),
      problems:
        message === null
          ? []
          : [problem('Linnworks_Settings__c.Status_Field__c', 'STATUS_NOT_WRITABLE', message)],
      again: null,
    },
  ]);
}

/** Whether the field that the settings name can be written; what is missing is said as an error of the stream. */
export async function checkStatusField(deps: PipelineDeps, channels: Channels): Promise<boolean> {
  const { statusField } = await channels();
  const message = statusField === '' ? null : await statusFieldFault(deps.salesforce, statusField);
  await say(deps, { kind: 'stream', id: 'fulfilment', label: 'Fulfilment' }, message);
  return statusField !== '' && message === null;
}

/** Status values that stand for an activated order; any other one would take the activation back. */
async function activatedWords({ salesforce }: PipelineDeps): Promise<Set<string>> {
  const rows = await salesforce.query(
    "SELECT ApiName FROM OrderStatus WHERE StatusCode = 'Activated'",
  );
  return new Set(rows.map(({ ApiName }) => String(ApiName as string)));
}

interface Change {
  readonly id: string;
  readonly word: string;
}

/** Writes the words; those that Salesforce refused become errors of their orders, the others are remembered. */
async function write(
  deps: PipelineDeps,
  field: string,
  changes: readonly Change[],
): Promise<Change[]> {
  const rows = await rowsOfIds(
    deps.salesforce,
    changes.map(({ id }) => id),
    (list) => `SELECT Id, OrderNumber, StatusCode, ${field} FROM Order WHERE Id IN (${list})`,
  );
  const orders = new Map(rows.map((order) => [String(order['Id']), order]));
  const allowed = field === 'Status' ? await activatedWords(deps) : null;
  const written: Change[] = [];
  const records: { change: Change; order: SalesforceRecord }[] = [];
  for (const change of changes) {
    const order = orders.get(change.id);
    if (order === undefined) continue;
    if (order[field] === change.word) written.push(change);
    else if (allowed !== null && !(order['StatusCode'] === 'Activated' && allowed.has(change.word)))
      continue;
    else records.push({ change, order });
  }
  if (records.length === 0) return written;
  const results = await deps.salesforce.update(
    'Order',
    records.map(({ change }) => ({ Id: change.id, [field]: change.word })),
  );
  for (const [index, { success, errors }] of results.entries()) {
    const one = records[index];
    if (one === undefined) continue;
    if (success) written.push(one.change);
    const codes = errors.map(({ statusCode }) => statusCode).join(', ');
    const why = NOT_ALLOWED.test(codes)
      ? 'The integration user may not edit activated orders'
      : 'Salesforce refused the status';
    const number = one.order['OrderNumber'];
    const label = typeof number === 'string' ? number : one.change.id;
    const subject = { kind: 'order' as const, id: one.change.id, label };
    await say(deps, subject, success ? null : `${why} (${codes}).`);
  }
  return written;
}

/** Brings the status of these orders in line with their states, as far as the state map has a word and it is a new one. */
export async function writeStatus(
  deps: PipelineDeps,
  reference: Reference,
  channels: Channels,
  orderIds: readonly string[],
): Promise<void> {
  const { statusField } = await channels();
  if (statusField === '' || orderIds.length === 0) return;
  const model = await reference.fieldModel();
  const states = await combinedStates(deps.salesforce, orderIds);
  const last = await deps.tables.snapshots.get(OBJECT, orderIds);
  const changes = [...states].flatMap(([id, state]): Change[] => {
    const word = toSalesforceWord(model, 'Order State', state);
    return word === null || last.get(id)?.state === word ? [] : [{ id, word }];
  });
  if (changes.length === 0) return;
  const written = await write(deps, statusField, changes);
  const version = deps.clock.now().toISOString();
  await deps.store.transaction((tx) =>
    deps.tables.snapshots.put(
      tx,
      OBJECT,
      written.map(({ id, word }) => ({ key: id, version, hash: word, state: word })),
    ),
  );
}

/** The handler of observed orders, and the status of their Salesforce orders after it. */
export function withStatus(
  deps: PipelineDeps,
  reference: Reference,
  channels: Channels,
  handle: Handle,
): Handle {
  return async (jobs: Job[]) => {
    const outcomes = await handle(jobs);
    if ((await channels()).statusField === '') return outcomes;
    const ids = await ordersBehind(
      deps.tables,
      jobs.map(({ key }) => key),
    );
    await writeStatus(deps, reference, channels, ids);
    return outcomes;
  };
}
