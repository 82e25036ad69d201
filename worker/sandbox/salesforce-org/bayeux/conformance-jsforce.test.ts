import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jsforce from 'jsforce';
import { StreamingExtension } from 'jsforce/lib/api/streaming.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startStreamingOrg, type StreamingOrg } from './test/streaming-org.ts';

/** jsforce 3 with faye 1.4, as the worker's platform uses them: nothing is stubbed. */
interface Received {
  payload: { Key__c: string };
  event: { replayId: number; EventUuid: string };
}
interface StreamClient {
  subscribe(channel: string, listener: (message: Received) => void): PromiseLike<unknown>;
  disconnect(): void;
}

let org: StreamingOrg;
const clients: StreamClient[] = [];

beforeEach(async () => {
  org = await startStreamingOrg();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await org.close();
});

function open(accessToken: string, extensions: object[]): StreamClient {
  const connection = new jsforce.Connection({ instanceUrl: org.url, accessToken, version: '66.0' });
  const client = connection.streaming.createClient(extensions) as unknown as StreamClient;
  clients.push(client);
  return client;
}

const replayFrom = (replayId: number): object =>
  new StreamingExtension.Replay(org.channel, replayId);

async function follow(replayId: number, extensions: object[] = []): Promise<Received[]> {
  const received: Received[] = [];
  const client = open(org.token(), [replayFrom(replayId), ...extensions]);
  await client.subscribe(org.channel, (message) => received.push(message));
  return received;
}

const keysOf = (received: Received[]): string[] => received.map((m) => m.payload.Key__c);

describe('jsforce streaming', () => {
  it('receives what is published, once and in order', async () => {
    const received = await follow(-1);
    for (const key of ['one', 'two', 'three']) await org.publish(key);
    await expect.poll(() => keysOf(received)).toEqual(['one', 'two', 'three']);
  });

  it('replays from the beginning and from an id', async () => {
    for (const key of ['one', 'two', 'three']) await org.publish(key);
    const all = await follow(-2);
    await expect.poll(() => keysOf(all)).toEqual(['one', 'two', 'three']);
    const rest = await follow(all[0]?.event.replayId ?? 0);
    await expect.poll(() => keysOf(rest)).toEqual(['two', 'three']);
  });

  it('recovers by itself, without loss, when the org forgets its clients', async () => {
    const received = await follow(-1);
    await org.publish('before');
    await expect.poll(() => keysOf(received)).toEqual(['before']);
    org.dropClients();
    await org.publish('while away');
    await org.publish('also while away');
    await expect.poll(() => keysOf(received)).toEqual(['before', 'while away', 'also while away']);
  });

  it('goes on after a restart of the org where it stopped', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'org-'));
    const file = path.join(folder, 'org.sqlite');
    await org.close();
    org = await startStreamingOrg(file);
    await org.publish('seen');
    const before = await follow(-2);
    await expect.poll(() => keysOf(before)).toEqual(['seen']);
    await org.publish('not lost');
    for (const client of clients.splice(0)) client.disconnect();
    await org.close();
    org = await startStreamingOrg(file);
    const after = await follow(before[0]?.event.replayId ?? 0);
    await org.publish('new');
    await expect.poll(() => keysOf(after)).toEqual(['not lost', 'new']);
    await org.close();
    org = await startStreamingOrg();
    rmSync(folder, { recursive: true });
  });

  it('is told through AuthFailure when its token is revoked', async () => {
    const failures: { error?: string }[] = [];
    const token = org.token();
    const failed = new StreamingExtension.AuthFailure((failure: object) => failures.push(failure));
    await open(token, [failed]).subscribe(org.channel, () => undefined);
    org.revoke(token);
    await expect.poll(() => failures).toMatchObject([{ error: '401::Authentication invalid' }]);
  });

  it('is told at the handshake when its token was never valid', async () => {
    const failures: { error?: string }[] = [];
    const failed = new StreamingExtension.AuthFailure((failure: object) => failures.push(failure));
    void open('00D!never.valid', [failed]).subscribe(org.channel, () => undefined);
    await expect.poll(() => failures).toMatchObject([{ error: '403::Handshake denied' }]);
  });

  it('refuses a replay id that expired', async () => {
    await org.publish('old');
    const received = await follow(-2);
    await expect.poll(() => keysOf(received)).toEqual(['old']);
    org.expireEvents();
    await expect(follow(received[0]?.event.replayId ?? 0)).rejects.toMatchObject({
      message: expect.stringContaining('you provided was invalid') as string,
    });
  });
});
