import { expect, it } from 'vitest';
import { createWebhook } from './webhook.ts';

const URL = 'https://hooks.slack.example/services/T0/B0/x';

it('posts what Slack and its likes take: one text in JSON', async () => {
  const sent: [unknown, RequestInit | undefined][] = [];
  await createWebhook(URL, async (url, init) => {
    sent.push([url, init]);
    return new Response('ok');
  })('Warning: one thing.\nOver: another.');
  expect(sent).toHaveLength(1);
  const [[url, init] = []] = sent;
  expect(url).toBe(URL);
  expect(init).toMatchObject({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'Linnworks connector\nWarning: one thing.\nOver: another.' }),
  });
  expect(init?.signal).toBeInstanceOf(AbortSignal);
});

it('says when nobody took it', async () => {
  const tell = createWebhook(URL, async () => new Response('no_service', { status: 404 }));
  await expect(tell('news')).rejects.toThrow('The webhook answered 404');
});
