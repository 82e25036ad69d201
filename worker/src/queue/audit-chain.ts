import { sql, type Selectable } from 'kysely';
import { hashOf } from '../domain/hash.ts';
import type { AuditHead } from '../domain/tables.ts';
import { SENDING } from './begin-effects.ts';
import type { Database, Db } from './schema.ts';

type Row = Selectable<Database['audit']>;

/** What the first row is chained to. */
const GENESIS: AuditHead = { seq: 0, hash: hashOf('the first row of the audit') };
const AT_ONCE = 2_000;
/** Names the row that the chain begins after, once older ones have expired. */
export const EXPIRE_STEP = 'expire-audit';
export const ERASE_STEP = 'erase-customer';

/** Everything that a row says; times to the millisecond. */
function contentHash(row: Row): string {
  const { id, at, trace_id, record, step, outcome, attempt, duration_ms, body_hash } = row;
  const when = at.toISOString();
  return hashOf([id, when, trace_id, record, step, outcome, attempt, duration_ms, body_hash]);
}

const linkHash = (seq: number, prev: string, content: string): string =>
  hashOf([seq, prev, content]);

/** The last row of the chain. */
export async function auditHead(db: Db): Promise<AuditHead> {
  const row = await db
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.hash ? { seq: Number(row.seq), hash: row.hash } : GENESIS;
}

/** Seals some rows. @returns how many; two at the same time would give rows two places each. */
async function sealSome(tx: Db): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('connector.audit'))`.execute(tx);
  const rows = await tx
    .selectFrom('audit')
    .selectAll()
    .where('seq', 'is', null)
    .where('outcome', '!=', SENDING)
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  if (rows.length === 0) return 0;
  let head = await auditHead(tx);
  const links = rows.map((row) => {
    const content = contentHash(row);
    const seq = head.seq + 1;
    const link = { id: row.id, seq, prev: head.hash, content };
    head = { seq, hash: linkHash(seq, head.hash, content) };
    return { ...link, hash: head.hash };
  });
  const column = (of: (link: (typeof links)[number]) => string | number) => links.map(of);
  await sql`update connector.audit set
      seq = link.seq, prev_hash = link.prev, content_hash = link.content, hash = link.hash
    from unnest(${column(({ id }) => id)}::bigint[], ${column(({ seq }) => seq)}::bigint[],
      ${column(({ prev }) => prev)}::text[], ${column(({ content }) => content)}::text[],
      ${column(({ hash }) => hash)}::text[]) as link(id, seq, prev, content, hash)
    where audit.id = link.id`.execute(tx);
  return rows.length;
}

/**
 * Chains the rows that were completed since, in the order of their ids. Appending itself takes no lock: many transactions
 * append at once, and the worker seals, seconds later.
 */
export async function sealAudit(db: Db): Promise<AuditHead> {
  while ((await db.transaction().execute(sealSome)) > 0);
  return auditHead(db);
}

export interface AuditVerdict {
  readonly rows: number;
  /** Rows whose content was erased for a customer; their place in the chain stays. */
  readonly erased: number;
  readonly head: AuditHead;
  /** One sentence for each row that does not fit. */
  readonly faults: readonly string[];
}

class Verifier {
  readonly faults: string[] = [];
  rows = 0;
  erased = 0;
  head: AuditHead = GENESIS;
  #start: AuditHead | null = null;
  readonly #expired: AuditHead[] = [];
  #mayBeErased = 0;

  take(row: Row): void {
    const seq = Number(row.seq);
    const prev = row.prev_hash ?? '';
    if (this.#start === null) {
      this.#start = { seq: seq - 1, hash: prev };
      this.head = this.#start;
    }
    if (seq !== this.head.seq + 1)
      this.faults.push(`Rows ${this.head.seq + 1} to ${seq - 1} are missing.`);
    else if (prev !== this.head.hash)
      this.faults.push(`Row ${seq} does not follow the row before it.`);
    const content = row.erased_at === null ? contentHash(row) : (row.content_hash ?? '');
    if (content !== row.content_hash) this.faults.push(`Row ${seq} was changed.`);
    if (linkHash(seq, prev, row.content_hash ?? '') !== row.hash)
      this.faults.push(`The hash of row ${seq} was changed.`);
    this.rows += 1;
    if (row.erased_at !== null) this.erased += 1;
    if (row.step === EXPIRE_STEP)
      this.#expired.push({ seq: Number(row.record), hash: row.body_hash ?? '' });
    if (row.step === ERASE_STEP) this.#mayBeErased += Number(row.outcome.split(' ')[0] ?? 0);
    this.head = { seq, hash: row.hash ?? '' };
  }

  verdict(anchor: AuditHead | null, anchored: string | null): AuditVerdict {
    const start = this.#start ?? GENESIS;
    const isKnown = [GENESIS, ...this.#expired].some(
      ({ seq, hash }) => seq === start.seq && hash === start.hash,
    );
    if (!isKnown) this.faults.push(`Rows up to ${start.seq} are missing, and nothing says why.`);
    if (this.erased > this.#mayBeErased)
      this.faults.push(`${this.erased - this.#mayBeErased} rows are erased, and nothing says why.`);
    if (anchor !== null && anchor.seq > this.head.seq)
      this.faults.push(`Rows ${this.head.seq + 1} to ${anchor.seq} at the end are missing.`);
    else if (anchor !== null && anchored !== null && anchored !== anchor.hash)
      this.faults.push(`Row ${anchor.seq} is not the one that Salesforce was told of.`);
    const { rows, erased, head, faults } = this;
    return { rows, erased, head, faults };
  }
}

/** Sealed rows in the order of the chain, page by page. */
export async function* sealedRows(db: Db, after = 0): AsyncGenerator<Row> {
  let last = after;
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', String(last))
      .orderBy('seq')
      .limit(AT_ONCE)
      .execute();
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined) return;
    last = Number(end.seq);
  }
}

/** Rows without a place: their call is on its way, or its worker was killed. */
export function openRows(db: Db): Promise<Row[]> {
  return db.selectFrom('audit').selectAll().where('seq', 'is', null).orderBy('id').execute();
}

/**
 * Reads the whole chain and says what does not fit.
 * @param anchor the head that was written to Salesforce last: a chain that was cut or made anew cannot contain it.
 */
export async function verifyAudit(db: Db, anchor: AuditHead | null = null): Promise<AuditVerdict> {
  const verifier = new Verifier();
  let anchored: string | null = null;
  for await (const row of sealedRows(db)) {
    verifier.take(row);
    if (Number(row.seq) === anchor?.seq) anchored = row.hash;
  }
  return verifier.verdict(anchor, anchored);
}

/** Deletes rows that are older than what is kept; one row says where the chain begins now. */
export async function expireAudit(db: Db, before: Date, traceId: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const last = await tx
      .selectFrom('audit')
      .select(['seq', 'hash'])
      .where('seq', 'is not', null)
      .where('at', '<', before)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last?.seq == null) return 0;
    const { numDeletedRows } = await tx
      .deleteFrom('audit')
      .where('seq', '<=', last.seq)
      .executeTakeFirst();
    await tx
      .insertInto('audit')
      .values({
        trace_id: traceId,
        record: String(last.seq),
        step: EXPIRE_STEP,
        outcome: `${numDeletedRows} rows removed`,
        attempt: 1,
        duration_ms: 0,
        body_hash: last.hash,
      })
      .execute();
    return Number(numDeletedRows);
  });
}

/** Takes what could name a customer out of these rows; their hashes stay, so that the chain still holds. */
export async function eraseAudit(
  db: Db,
  records: readonly string[],
  traceId: string,
): Promise<number> {
  await sealAudit(db);
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('audit')
      .set({ record: '[erased]', body_hash: null, outcome: '[erased]', erased_at: new Date() })
      .where('record', 'in', records)
      .where('erased_at', 'is', null)
      .executeTakeFirst();
    await tx
      .insertInto('audit')
      .values({
        trace_id: traceId,
        record: hashOf(records),
        step: ERASE_STEP,
        outcome: `${numUpdatedRows} rows erased`,
        attempt: 1,
        duration_ms: 0,
        body_hash: null,
      })
      .execute();
    return Number(numUpdatedRows);
  });
}
