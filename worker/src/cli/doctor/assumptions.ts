import { z } from 'zod';
import type { CheckRow } from '../../domain/answers.ts';
import { ConnectorError } from '../../domain/connector-error.ts';
import type { EndpointName } from '../../linnworks/endpoints.ts';
import { failedBy, ok, warn } from '../../pipelines/checks/check-row.ts';
import type { Patient } from './connect.ts';

interface Assumption {
  /** As in the register of ARCHITECTURE.md. */
  readonly id: string;
  readonly text: string;
  readonly endpoint: EndpointName;
  readonly args: (now: Date) => Readonly<Record<string, unknown>>;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
const many = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${NOBODY.slice(0, -3)}${String(n).padStart(3, '0')}`);

/** What the vendor does not publish and the worker leans on, as far as a question can show it. */
const ASSUMPTIONS: readonly Assumption[] = [
  {
    id: 'L2',
    text: 'The order delta gives pages of 200',
    endpoint: 'orders',
    args: (now) => ({ fromDate: now.toISOString(), includeProcessed: true, entriesPerPage: 200 }),
  },
  {
    id: 'L3',
    text: 'Orders are read 200 at a time',
    endpoint: 'getOrdersById',
    args: () => ({ pkOrderIds: many(200) }),
  },
  {
    id: 'L4',
    text: 'SKUs are looked up 200 at a time',
    endpoint: 'stockIdsBySku',
    args: () => ({ SKUS: many(200).map((id) => `connector-check-${id}`) }),
  },
  {
    id: 'L5',
    text: 'Relations are read 200 at a time',
    endpoint: 'relations',
    args: () => ({ orderIds: many(200) }),
  },
];

async function probe({ client, clock }: Patient, assumption: Assumption): Promise<CheckRow> {
  const id = `assumption-${assumption.id}`;
  try {
    await client.call(assumption.endpoint, assumption.args(clock.now()), z.unknown());
    return ok(id, assumption.text);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    if (error.code !== 'LW_REFUSED') return failedBy(id, assumption.text, error);
    return warn(
      id,
      assumption.text,
      error.message,
      'Send us the report: this account takes less at a time than we assumed.',
    );
  }
}

/** One row for each assumption of the register that reading can show. */
export async function checkAssumptions(patient: Patient): Promise<CheckRow[]> {
  const rows: CheckRow[] = [];
  for (const assumption of ASSUMPTIONS) rows.push(await probe(patient, assumption));
  return rows;
}
