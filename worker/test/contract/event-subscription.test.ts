import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSalesforceOrg, type SalesforceOrg } from '../../sandbox/salesforce-org/start.ts';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';
import { systemClock } from '../../src/domain/clock.ts';
import { silentLog } from '../../src/domain/silent-log.ts';
import { EventSubscription } from '../../src/salesforce/event-subscription.ts';

const CHANNEL = '/event/Linnworks_Work__e';
/** Times of the real clock, a tenth as long: pauses between attempts are not what is tested here. */
const fastClock = {
  now: () => systemClock.now(),
  sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 10, signal),
};

let org: SalesforceOrg;
let subscription: EventSubscription;
let token: string;
let logins: number;
let received: string[];
let replayId: string | null;
let gaps: number;
let batches: number;
let states: string[];
let warnings: string[];

function login(): string {
  logins += 1;
  return org.control.issue('integration@merchant.example') ?? '';
}

function subscribe(): EventSubscription {
  return new EventSubscription({
    channel: CHANNEL,
    apiVersion: '66.0',
    token: async () => ({ accessToken: token, instanceUrl: org.url, orgId: null }),
    refused: async () => {
      token = login();
    },
    loadReplayId: async () => replayId,
    onEvents: async (events) => {
      batches += 1;
      received.push(...events.map(({ payload }) => String(payload['Key__c'])));
      replayId = events.at(-1)?.replayId ?? replayId;
      // As long as a commit on a busy machine.
      await systemClock.sleep(20);
    },
    onGap: () => {
      gaps += 1;
    },
    onState: (state) => states.push(state),
    clock: fastClock,
    log: { ...silentLog, warn: (_message, fields) => warnings.push(JSON.stringify(fields)) },
  });
}

async function publish(key: string): Promise<void> {
  const admin = org.control.issue('admin@merchant.example') ?? '';
  const response = await fetch(`${org.url}/services/data/v66.0/sobjects/Linnworks_Work__e`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
    body: JSON.stringify({ Key__c: key, Kind__c: 'Push' }),
  });
  expect(response.status).toBe(201);
}

const connected = () =>
  waitFor('the connection', async () => states.at(-1) === 'connected', 20_000, 20);
const arrived = (...keys: string[]) =>
  waitFor(keys.join(', '), async () => keys.every((key) => received.includes(key)), 20_000, 20);

beforeEach(async () => {
  org = await startSalesforceOrg({ longPollMs: 300 });
  logins = 0;
  received = [];
  replayId = null;
  gaps = 0;
  batches = 0;
  states = [];
  warnings = [];
  token = login();
  subscription = subscribe();
  subscription.start();
  await connected();
});
afterEach(async () => {
  await subscription.stop();
  await org.close();
});

describe('the subscription', () => {
  it('receives events once and in order', async () => {
    for (const key of ['a', 'b', 'c']) await publish(key);
    await arrived('a', 'b', 'c');
    expect(received).toEqual(['a', 'b', 'c']);
    expect(replayId).not.toBeNull();
  });

  it('loses nothing when the server forgets it', async () => {
    await publish('before');
    await arrived('before');
    org.control.dropClients();
    await publish('while away');
    await arrived('while away');
    expect(received).toEqual(['before', 'while away']);
  });

  it('logs in again when its token is revoked, and goes on where it was', async () => {
    await publish('before');
    await arrived('before');
    org.control.revoke(token);
    await waitFor('a new login', async () => logins > 1, 20_000, 20);
    await publish('after');
    await arrived('after');
    expect(received).toEqual(['before', 'after']);
  });

  it('logs in again when its first handshake is refused', async () => {
    await subscription.stop();
    logins = 0;
    states = [];
    token = 'a token that nobody gave';
    subscription = subscribe();
    subscription.start();
    await connected();
    expect(logins).toBe(1);
    expect(warnings).toEqual(['{"failure":"auth"}']);
  });

  it('goes on after a restart from the position that was stored', async () => {
    await publish('before');
    await arrived('before');
    await subscription.stop();
    await publish('meanwhile');
    subscription = subscribe();
    subscription.start();
    await arrived('meanwhile');
    expect(received).toEqual(['before', 'meanwhile']);
  });

  it('replays many events in a few pieces', async () => {
    await publish('before');
    await arrived('before');
    await subscription.stop();
    const keys = Array.from({ length: 400 }, (_, n) => `event ${n}`);
    for (let n = 0; n < keys.length; n += 40)
      await Promise.all(keys.slice(n, n + 40).map((key) => publish(key)));
    batches = 0;
    subscription = subscribe();
    subscription.start();
    await arrived(...keys);
    expect(received.toSorted()).toEqual(['before', ...keys].toSorted());
    expect(batches).toBeLessThanOrEqual(20);
  });

  it('takes what is retained and reports a gap when its position has expired', async () => {
    await publish('before');
    await arrived('before');
    await subscription.stop();
    org.control.expireEvents();
    const gapsBefore = gaps;
    subscription = subscribe();
    subscription.start();
    await connected();
    await publish('after');
    await arrived('after');
    expect(gaps).toBeGreaterThan(gapsBefore);
  });

  it('says goodbye when it is stopped', async () => {
    await subscription.stop();
    expect(states.at(-1)).toBe('stopped');
  });
});
