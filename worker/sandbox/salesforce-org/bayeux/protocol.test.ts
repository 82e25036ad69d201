import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBayeux, type BayeuxControl } from './extension.ts';
import { fakeCore, serveFake, type FakeOrg } from './test/fake-core.ts';

const CHANNEL = '/event/Work__e';
type Reply = Record<string, unknown>;

let org: FakeOrg;
let control: BayeuxControl;
let database: DatabaseSync;
let cookie: string | undefined;

async function start(reconnectMs = 40_000): Promise<void> {
  const sessions = new Map([['good', { token: 'good', userId: '005A', username: 'a@b.example' }]]);
  const core = fakeCore(sessions, database, () => new Date());
  const bayeux = createBayeux(core, { longPollMs: 5_000, reconnectMs });
  control = bayeux;
  org = await serveFake(core, bayeux, sessions);
}

beforeEach(async () => {
  database = new DatabaseSync(':memory:');
  cookie = undefined;
  await start();
});
afterEach(() => org.close());

async function post(
  messages: object | object[],
  token: string | null = 'good',
  signal: AbortSignal | null = null,
): Promise<Reply[]> {
  const response = await fetch(`${org.url}/cometd/66.0`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `OAuth ${token}` }),
      ...(cookie === undefined ? {} : { cookie }),
    },
    body: JSON.stringify(messages),
    signal,
  });
  cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  return (await response.json()) as Reply[];
}

async function shakeHands(): Promise<string> {
  const [reply] = await post({
    channel: '/meta/handshake',
    version: '1.0',
    supportedConnectionTypes: ['long-polling'],
    id: '1',
  });
  return String(reply?.['clientId']);
}

const connect = (clientId: string, advice?: object): object => ({
  channel: '/meta/connect',
  clientId,
  connectionType: 'long-polling',
  id: '2',
  ...(advice ? { advice } : {}),
});
const subscribe = (
  clientId: string,
  replay?: Record<string, unknown>,
  channel = CHANNEL,
): object => ({
  channel: '/meta/subscribe',
  clientId,
  subscription: channel,
  id: '3',
  ...(replay ? { ext: { replay } } : {}),
});

describe('a CometD conversation', () => {
  it('shakes hands with replay and a cookie', async () => {
    const [reply] = await post({ channel: '/meta/handshake', version: '1.0', id: '1' });
    expect(reply).toMatchObject({
      ext: { replay: true, 'payload.format': true },
      minimumVersion: '1.0',
      supportedConnectionTypes: ['long-polling'],
      id: '1',
      successful: true,
    });
    expect(cookie).toMatch(/^BAYEUX_BROWSER=/);
  });

  it('delivers retained events before the answer to the subscribe, the connect last', async () => {
    org.publish('Work__e', { Key__c: 'first' });
    const clientId = await shakeHands();
    const batch = [connect(clientId, { timeout: 0 }), subscribe(clientId, { [CHANNEL]: -2 })];
    const replies = await post(batch);
    expect(replies.map((r) => r['channel'])).toEqual([CHANNEL, '/meta/subscribe', '/meta/connect']);
    expect(replies[0]).toMatchObject({
      data: {
        payload: { Key__c: 'first', Kind__c: null, CreatedById: '005A' },
        event: { EventApiName: 'Work__e' },
      },
    });
    expect(replies[2]?.['advice']).toEqual({ interval: 0, timeout: 5_000, reconnect: 'retry' });
  });

  it('holds a connect until an event is published', async () => {
    const clientId = await shakeHands();
    await post([connect(clientId, { timeout: 0 }), subscribe(clientId)]);
    const held = post(connect(clientId));
    const uuid = org.publish('Work__e', { Key__c: 'live' });
    const replies = await held;
    expect(replies[0]).toMatchObject({ data: { event: { EventUuid: uuid } } });
    expect(replies[1]).toMatchObject({ channel: '/meta/connect', successful: true });
    expect(control.counters()).toEqual({ clients: 1, published: 1, delivered: 1 });
  });

  it('keeps events for a client whose connection broke while it waited', async () => {
    const clientId = await shakeHands();
    await post([connect(clientId, { timeout: 0 }), subscribe(clientId)]);
    const breaking = new AbortController();
    const broken = post(connect(clientId), 'good', breaking.signal);
    await expect.poll(() => org.requests()).toBe(3);
    breaking.abort();
    await expect(broken).rejects.toThrow();
    await expect.poll(() => org.openResponses()).toBe(0);
    org.publish('Work__e', { Key__c: 'not lost' });
    const [event] = await post(connect(clientId));
    expect(event).toMatchObject({ data: { payload: { Key__c: 'not lost' } } });
  });

  it('numbers events in order, with gaps, from beyond 32 bits, also after they expired', async () => {
    const published = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const key of published) org.publish('Work__e', { Key__c: key });
    const clientId = await shakeHands();
    await post(connect(clientId));
    const events = (await post(subscribe(clientId, { [CHANNEL]: -2 }))).slice(0, -1);
    const ids = events.map((e) => (e['data'] as { event: { replayId: number } }).event.replayId);
    expect(ids).toHaveLength(published.length);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(ids[0]).toBeGreaterThan(2 ** 32);
    control.expireEvents();
    org.publish('Work__e', { Key__c: 'g' });
    const [next] = await post(subscribe(clientId, { [CHANNEL]: -2 }));
    expect(next).toMatchObject({ data: { payload: { Key__c: 'g' } } });
    const nextId = (next?.['data'] as { event: { replayId: number } }).event.replayId;
    expect(nextId).toBeGreaterThan(ids.at(-1) ?? 0);
    const later = await post(subscribe(clientId, { [CHANNEL]: nextId }));
    expect(later).toHaveLength(1);
  });

  it('forgets its clients on a restart, but not the events', async () => {
    const clientId = await shakeHands();
    org.publish('Work__e', { Key__c: 'kept' });
    await org.close();
    await start();
    const [reply] = await post(connect(clientId));
    expect(reply).toEqual({
      advice: { interval: 0, reconnect: 'handshake' },
      channel: '/meta/connect',
      id: '2',
      error: '403::Unknown client',
      successful: false,
    });
    const [event] = await post(subscribe(await shakeHands(), { [CHANNEL]: -2 }));
    expect(event).toMatchObject({ data: { payload: { Key__c: 'kept' } } });
  });
});

describe('refusals', () => {
  it('demands an Authorization header, then a valid token', async () => {
    const handshake = { channel: '/meta/handshake', version: '1.0', id: '1' };
    expect(await post(handshake, null)).toEqual([
      { error: '401::Request requires authentication', successful: false },
    ]);
    const [denied] = await post(handshake, 'bad');
    expect(denied).toMatchObject({
      error: '403::Handshake denied',
      ext: { sfdc: { failureReason: '401::Authentication invalid' } },
      advice: { reconnect: 'none' },
    });
  });

  it('tells a held connect that its token was revoked', async () => {
    const clientId = await shakeHands();
    await post(connect(clientId));
    const held = post(connect(clientId));
    let answered: Reply[] = [];
    void held.then((replies) => (answered = replies));
    org.sessions.clear();
    const replies = expect.poll(() => {
      control.recheckSessions();
      return answered;
    });
    const advice = { reconnect: 'none', interval: 0 };
    await replies.toMatchObject([{ error: '401::Authentication invalid', advice }]);
  });

  it('does not know a client without its cookie', async () => {
    const clientId = await shakeHands();
    cookie = undefined;
    expect((await post(connect(clientId)))[0]?.['error']).toBe('403::Unknown client');
  });

  it('drops a client that stays away too long', async () => {
    await org.close();
    await start(50);
    const clientId = await shakeHands();
    await post(connect(clientId));
    await expect.poll(() => control.counters().clients).toBe(0);
    expect((await post(connect(clientId)))[0]?.['error']).toBe('403::Unknown client');
  });

  it.each([
    ['an id that is not retained', { [CHANNEL]: 42 }, CHANNEL, /^400::The replayId \{42\} you/],
    ['a map without the channel', { '/event/B__e': -1 }, CHANNEL, /map \{\{\/event\/B__e=-1\}\}/],
    ['an unknown channel', undefined, '/event/No__e', /does not exist \{\/event\/No__e\}/],
    ['other letter case', undefined, '/event/work__e', /does not exist/],
    ['an event the user may not read', undefined, '/event/Secret__e', /^403::Restricted channel/],
    ['a name without slash', undefined, 'event/Work__e', /leading '\/'/],
  ])('refuses to subscribe to %s', async (_, replay, channel, error) => {
    const clientId = await shakeHands();
    const [reply] = await post(subscribe(clientId, replay, channel));
    expect(reply).toMatchObject({ channel: '/meta/subscribe', successful: false });
    expect(reply?.['error']).toMatch(error);
  });

  it('stops delivering at the daily limit', async () => {
    control.setDailyDeliveryLimit(1);
    const clientId = await shakeHands();
    await post([connect(clientId), subscribe(clientId)]);
    org.publish('Work__e', { Key__c: 'last one allowed' });
    expect(await post(connect(clientId))).toHaveLength(2);
    expect((await post(connect(clientId)))[0]?.['error']).toBe(
      '403::Organization total events daily limit exceeded',
    );
  });
});
