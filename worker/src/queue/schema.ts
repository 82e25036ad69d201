import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { OwnFacts } from '../domain/state-rules.ts';
import type { AfterSale } from '../domain/after-sale.ts';
import type { Origin } from '../domain/after-sale-tables.ts';
import type { Again } from '../domain/tables.ts';

type Stamp = Generated<Date>;

/** The worker's own tables, in the schema `connector`. pg-boss keeps its own in `pgboss`. */
export interface Database {
  inbox: { id: string; received_at: Stamp };
  cursor: { name: string; value: string; updated_at: Stamp };
  link: {
    salesforce_order_id: string;
    source_key: string;
    trace_id: string;
    linnworks_id: string | null;
    linnworks_number: number | null;
    /** Minor units; `pg` gives a bigint as text. */
    expected_total: ColumnType<string | null, number | null, number | null>;
    currency: string | null;
    sent_parts: ColumnType<Record<string, string>, string, string>;
    read_stamp: string | null;
    read_from: string[] | null;
    updated_at: Stamp;
  };
  snapshot: {
    object: string;
    key: string;
    version: string;
    hash: string;
    state: string;
    written_at: Stamp;
  };
  order_snapshot: {
    linnworks_id: string;
    number: number;
    salesforce_order_id: string | null;
    relation: string;
    parent_id: string | null;
    origins: string[];
    updated_at: string | null;
    observed_at: string;
    is_exact: boolean;
    seen: string;
    state: string;
    state_since: string | null;
    own: ColumnType<OwnFacts, string, string>;
    hashes: ColumnType<Record<string, string>, string, string>;
    written_at: Stamp;
  };
  open_error: {
    fingerprint: string;
    subject: string;
    record_id: string;
    stream: string;
    step: string;
    code: string;
    cause_key: string;
    trace_id: string;
    attempts: number;
    first_seen_at: Date;
    last_seen_at: Date;
    stamp: string;
    again: ColumnType<Again | null, string | null, string | null>;
    is_ignored: boolean;
  };
  after_sale: {
    linnworks_id: string;
    sums: ColumnType<AfterSale | null, string | undefined, string>;
    return_keys: ColumnType<string[], string | undefined, string>;
    origin: ColumnType<Origin | null, string | undefined, string>;
    has_open: Generated<boolean>;
    looked_at: Date;
  };
  observed: {
    salesforce_order_id: string;
    request_id: string | null;
    trace_id: string;
    observed_at: Stamp;
  };
  stage_stay: { stage: string; day: string; hours: number; orders: number };
  return_wish: { key: string; linnworks_id: string; asked_at: Date };
  audit: {
    id: Generated<string>;
    at: Stamp;
    trace_id: string;
    record: string;
    step: string;
    outcome: string;
    attempt: number;
    duration_ms: number;
    body_hash: string | null;
    /** Place in the chain; null until it is sealed. */
    seq: string | null;
    prev_hash: string | null;
    content_hash: string | null;
    hash: string | null;
    erased_at: Date | null;
  };
}

export type Db = Kysely<Database>;
export type DbTransaction = Transaction<Database>;
