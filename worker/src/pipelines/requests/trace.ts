import { z } from 'zod';
import type { StoryAnswer, StoryStep } from '../../domain/answers.ts';
import type { SalesforceRecord } from '../../domain/ports.ts';
import type { AuditRow } from '../../domain/tables.ts';
import type { PipelineDeps } from '../deps.ts';
import { ASKED } from '../audit-asked.ts';
import type { Reference } from '../read-settings.ts';
import { quoted } from '../rows-where-in.ts';
import type { RequestHandler } from './request.ts';
import { outcomeOf, sentenceOf, systemOf } from './story-text.ts';
import { wishText } from './wish-text.ts';

/** Long enough for the whole life of an order; older steps are left out beyond it. */
const MOST_STEPS = 200;
const TRACE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type Subject = NonNullable<StoryAnswer['subject']>;
interface Found {
  readonly subject: Subject;
  /** Ids by which audit rows name the record. */
  readonly records: readonly string[];
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

async function orderById(deps: PipelineDeps, condition: string): Promise<Found | null> {
  const [order] = await deps.salesforce.query(
    `SELECT Id, OrderNumber FROM Order WHERE ${condition} LIMIT 1`,
  );
  if (order === undefined) return null;
  const id = String(order['Id']);
  const parts = await deps.salesforce.query(
    `SELECT Linnworks_Id__c, Linnworks_Number__c FROM Linnworks_Order__c WHERE Order__c = ${quoted(id)} ORDER BY Linnworks_Number__c`,
  );
  const number = parts[0]?.['Linnworks_Number__c'];
  return {
    subject: {
      kind: 'order',
      label: text(order['OrderNumber']) ?? id,
      recordId: id,
      linnworksNumber: typeof number === 'number' ? number : null,
    },
    records: [id, ...parts.flatMap((row) => text(row['Linnworks_Id__c']) ?? [])],
  };
}

async function orderByLinnworks(deps: PipelineDeps, condition: string): Promise<Found | null> {
  const [row] = await deps.salesforce.query(
    `SELECT Order__c, Linnworks_Id__c, Linnworks_Number__c FROM Linnworks_Order__c WHERE ${condition} LIMIT 1`,
  );
  if (row === undefined) return null;
  const order = text(row['Order__c']);
  if (order !== null) return orderById(deps, `Id = ${quoted(order)}`);
  const number = row['Linnworks_Number__c'];
  const linnworksNumber = typeof number === 'number' ? number : null;
  const label = String(linnworksNumber ?? '');
  return {
    subject: { kind: 'order', label, recordId: null, linnworksNumber },
    records: [String(row['Linnworks_Id__c'])],
  };
}

async function productBySku(
  deps: PipelineDeps,
  reference: Reference,
  sku: string,
): Promise<Found | null> {
  const { skuField } = await reference.settings();
  const [product] = await deps.salesforce.query(
    `SELECT Id FROM Product2 WHERE ${skuField} = ${quoted(sku)} LIMIT 1`,
  );
  if (product === undefined) return null;
  const recordId = String(product['Id']);
  return {
    subject: { kind: 'sku', label: sku, recordId, linnworksNumber: null },
    records: [recordId, sku, sku.toLowerCase()],
  };
}

async function byTrace(deps: PipelineDeps, traceId: string): Promise<Found | null> {
  const rows = await deps.tables.audit.rowsOf({ traceId });
  const record = rows.find(({ record: id }) => id.startsWith('801'))?.record;
  if (record !== undefined) return orderById(deps, `Id = ${quoted(record)}`);
  const [request] = await deps.salesforce.query(
    `SELECT Order__c FROM Linnworks_Sync_Request__c WHERE Trace_Id__c = ${quoted(traceId)} LIMIT 1`,
  );
  const order = text(request?.['Order__c']);
  if (order !== null) return orderById(deps, `Id = ${quoted(order)}`);
  const [first] = rows;
  if (first === undefined) return null;
  const linnworks = await orderByLinnworks(deps, `Linnworks_Id__c = ${quoted(first.record)}`);
  if (linnworks !== null) return linnworks;
  return {
    subject: { kind: 'trace', label: traceId, recordId: null, linnworksNumber: null },
    records: [first.record],
  };
}

async function find(
  deps: PipelineDeps,
  reference: Reference,
  question: string,
): Promise<Found | null> {
  if (TRACE_ID.test(question)) return byTrace(deps, question.toLowerCase());
  const byNumber = await orderById(deps, `OrderNumber = ${quoted(question)}`);
  if (byNumber !== null) return byNumber;
  if (/^\d{1,9}$/.test(question)) {
    const linnworks = await orderByLinnworks(deps, `Linnworks_Number__c = ${question}`);
    if (linnworks !== null) return linnworks;
  }
  return productBySku(deps, reference, question);
}

function auditStep(row: AuditRow): StoryStep {
  return {
    at: row.at.toISOString(),
    system: systemOf(row.step),
    step: row.step,
    text: sentenceOf(row),
    outcome: outcomeOf(row),
    attempt: row.attempt,
    durationMs: row.durationMs,
    traceId: row.traceId,
    recordId: row.record,
  };
}

function requestStep(row: SalesforceRecord): StoryStep {
  const isWaiting = row['Status__c'] === 'Pending';
  return {
    at: new Date(String(row['CreatedDate'])).toISOString(),
    system: 'Salesforce',
    step: 'request',
    text: wishText(row),
    outcome: row['Status__c'] === 'Failed' ? 'failed' : isWaiting ? 'waiting' : 'done',
    attempt: typeof row['Attempts__c'] === 'number' ? row['Attempts__c'] : 1,
    durationMs: null,
    traceId: text(row['Trace_Id__c']),
    recordId: text(row['Id']),
  };
}

function errorStep(row: SalesforceRecord): StoryStep {
  const isOpen = row['Status__c'] === 'Open' || row['Status__c'] === 'Retrying';
  return {
    at: new Date(String(row['First_Seen_At__c'])).toISOString(),
    system: 'Worker',
    step: 'error',
    text: `${String(row['Message__c'])} ${isOpen ? (text(row['What_To_Do__c']) ?? '') : `(${String(row['Status__c'])})`}`.trim(),
    outcome: isOpen ? 'failed' : 'done',
    attempt: typeof row['Attempts__c'] === 'number' ? row['Attempts__c'] : 1,
    durationMs: null,
    traceId: text(row['Trace_Id__c']),
    recordId: text(row['Id']),
  };
}

async function salesforceSteps(deps: PipelineDeps, { subject }: Found): Promise<StoryStep[]> {
  if (subject.recordId === null) return [];
  const lookup = subject.kind === 'sku' ? 'Product__c' : 'Order__c';
  const where = `WHERE ${lookup} = ${quoted(subject.recordId)}`;
  const requests = await deps.salesforce.query(
    `SELECT Id, Name, Kind__c, Status__c, Result__c, Detail__c, Attempts__c, Trace_Id__c, CreatedDate, CreatedBy.Name FROM Linnworks_Sync_Request__c ${where}`,
  );
  const errors = await deps.salesforce.query(
    `SELECT Id, Status__c, Message__c, What_To_Do__c, Attempts__c, Trace_Id__c, First_Seen_At__c FROM Linnworks_Sync_Error__c ${where}`,
  );
  return [...requests.map(requestStep), ...errors.map(errorStep)];
}

const detailSchema = z.object({ question: z.string().trim().min(1).max(120) });

function questionOf(detail: string | null): string | null {
  try {
    return detailSchema.parse(JSON.parse(detail ?? '{}')).question;
  } catch {
    return null;
  }
}

/** The story of one order, SKU or trace ID: audit, requests and errors in one list, oldest first. */
export function createTrace(deps: PipelineDeps, reference: Reference): RequestHandler {
  return async (request) => {
    const question = questionOf(request.detail);
    if (question === null)
      return {
        status: 'Failed',
        result: 'Ask for an order number, a Linnworks number, a trace ID or a SKU.',
      };
    const found = await find(deps, reference, question);
    const rows = found === null ? [] : await deps.tables.audit.rowsOf({ records: found.records });
    const shown = found === null ? [] : await salesforceSteps(deps, found);
    // A request of this order is shown with its answer; what one for a whole group asked is known from the audit alone.
    const requests = new Set(shown.map(({ traceId }) => traceId));
    const audited = rows.filter(
      ({ step, traceId }) => !step.startsWith(ASKED) || !requests.has(traceId),
    );
    const steps = [...audited.map(auditStep), ...shown];
    steps.sort((a, b) => (a.at < b.at ? -1 : 1));
    const answer: StoryAnswer = {
      type: 'story',
      question,
      found: found !== null,
      subject: found?.subject ?? null,
      steps: steps.slice(-MOST_STEPS),
      isCut: steps.length > MOST_STEPS,
    };
    const result =
      found === null
        ? `Nothing is known of "${question}".`
        : `${steps.length === 1 ? '1 step' : `${steps.length} steps`} of ${found.subject.label}.`;
    return { status: 'Done', result, answer };
  };
}
