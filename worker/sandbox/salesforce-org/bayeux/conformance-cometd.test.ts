import { CometD, type Message } from 'cometd';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { browserRequestClass } from './test/browser-request.ts';
import { startStreamingOrg, type StreamingOrg } from './test/streaming-org.ts';

/** The CometD reference client, as Lightning's empApi uses it in a browser. */
let org: StreamingOrg;
let client: CometD;

beforeEach(async () => {
  org = await startStreamingOrg();
  const window = { XMLHttpRequest: browserRequestClass(), setTimeout, clearTimeout };
  Object.assign(globalThis, { window });
  client = new CometD();
  client.unregisterTransport('websocket');
  client.configure({
    url: `${org.url}/cometd/66.0`,
    requestHeaders: { Authorization: `Bearer ${org.token()}` },
    logLevel: 'warn',
  });
});
afterEach(async () => {
  await new Promise<void>((resolve) => client.disconnect(() => resolve()));
  await org.close();
});

function shakeHands(): Promise<Message> {
  return new Promise((resolve) => client.handshake(resolve));
}

function subscribe(replayId: number, received: string[]): Promise<Message> {
  const { channel } = org;
  return new Promise((resolve) =>
    client.subscribe(
      channel,
      (message) => {
        const data = message.data as { payload: { Key__c: string } };
        received.push(data.payload.Key__c);
      },
      { ext: { replay: { [channel]: replayId } } },
      resolve,
    ),
  );
}

it('receives retained and new events', async () => {
  const received: string[] = [];
  await org.publish('retained');
  expect(await shakeHands()).toMatchObject({ successful: true, ext: { replay: true } });
  expect(await subscribe(-2, received)).toMatchObject({ successful: true });
  await org.publish('new');
  await expect.poll(() => received).toEqual(['retained', 'new']);
});

it('shakes hands again when the org forgets its clients', async () => {
  const handshakes: Message[] = [];
  client.addListener('/meta/handshake', (message) => handshakes.push(message));
  await shakeHands();
  await subscribe(-1, []);
  await expect.poll(() => client.getStatus()).toBe('connected');
  org.dropClients();
  await expect.poll(() => handshakes.map((m) => m.successful)).toEqual([true, true]);
});
