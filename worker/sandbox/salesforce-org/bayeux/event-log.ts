import type { DatabaseSync } from 'node:sqlite';

interface LoggedEvent {
  readonly replayId: number;
  readonly channel: string;
  /** The message as delivered, without the replay id. */
  readonly body: string;
}

/** The retained events of all channels, in the org's database: they outlive a restart, clients do not. */
export interface EventLog {
  /** Returns the new event's replay id: larger than all before it, but not the next number. */
  append(channel: string, eventUuid: string, body: string, publishedAt: Date): number;
  /** Events of the channel after the id, oldest first. */
  after(channel: string, replayId: number): LoggedEvent[];
  /** True while the event with this id is retained, on whichever channel. */
  has(replayId: number): boolean;
  /** Forgets events published at or before the time; returns how many. */
  expire(until: Date): number;
}

/** Real orgs hand out large ids: a client that keeps them in 32 bits or counts on 1, 2, 3 must fail here. */
const FIRST_REPLAY_ID = 9_007_199_000;

/** Ids leave gaps, as they do in an org that shares its event bus with others. */
function gapAfter(eventUuid: string): number {
  return 1 + (Number.parseInt(eventUuid.slice(0, 2), 16) % 5);
}

/** @throws Error from SQLite when the database is closed. */
export function openEventLog(database: DatabaseSync): EventLog {
  database.exec(`
    CREATE TABLE IF NOT EXISTS event_log (
      replay_id INTEGER PRIMARY KEY, channel TEXT NOT NULL, body TEXT NOT NULL, published_at INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS event_log_channel ON event_log (channel, replay_id);
    CREATE TABLE IF NOT EXISTS event_log_tip (one INTEGER PRIMARY KEY CHECK (one = 1), replay_id INTEGER NOT NULL);
  `);
  database
    .prepare('INSERT OR IGNORE INTO event_log_tip (one, replay_id) VALUES (1, ?)')
    .run(FIRST_REPLAY_ID);
  const advance = database.prepare(
    'UPDATE event_log_tip SET replay_id = replay_id + ? RETURNING replay_id AS replayId',
  );
  const insert = database.prepare('INSERT INTO event_log VALUES (?, ?, ?, ?)');
  const after = database.prepare(
    'SELECT replay_id AS replayId, channel, body FROM event_log WHERE channel = ? AND replay_id > ? ORDER BY replay_id',
  );
  const has = database.prepare('SELECT 1 FROM event_log WHERE replay_id = ?');
  const expire = database.prepare('DELETE FROM event_log WHERE published_at <= ?');
  return {
    append(channel, eventUuid, body, publishedAt) {
      const { replayId } = advance.get(gapAfter(eventUuid)) as { replayId: number };
      insert.run(replayId, channel, body, publishedAt.getTime());
      return replayId;
    },
    after: (channel, replayId) => after.all(channel, replayId) as unknown as LoggedEvent[],
    has: (replayId) => has.get(replayId) !== undefined,
    expire: (until) => Number(expire.run(until.getTime()).changes),
  };
}
