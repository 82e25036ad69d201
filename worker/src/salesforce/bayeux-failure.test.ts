import { expect, it } from 'vitest';
import { failureOf } from './bayeux-failure.ts';

const refused = (error: string, more: object = {}) =>
  failureOf({ channel: '/meta/connect', successful: false, error, ...more });

it.each([
  ['401::Authentication invalid', 'auth'],
  // Whatever the sentence: the code is enough.
  ['401:client:Bitte melden Sie sich an', 'auth'],
  ['403::Organization total events daily limit exceeded', 'daily-limit'],
  ['400::The replayId {42} you provided was invalid.', 'replay-invalid'],
  ['400::The channel you requested to subscribe to does not exist {/event/X__e}', 'config'],
  ['403::Restricted channel {/event/X__e}', 'config'],
  // The code of another error does not borrow these words, and words without a code say nothing.
  ['500::The channel is busy', 'broken'],
  ['total events daily limit exceeded', 'broken'],
  ['400::Authenticated user id does not match', 'broken'],
])('reads %s', (error, failure) => {
  expect(refused(error)).toBe(failure);
});

it('reads the reason behind a refused handshake', () => {
  const ext = { sfdc: { failureReason: '401::Authentication invalid' } };
  expect(refused('403::Handshake denied', { ext })).toBe('auth');
  expect(refused('403::Handshake denied')).toBe('broken');
});

it('leaves to faye what it recovers from', () => {
  expect(refused('403::Unknown client', { advice: { reconnect: 'handshake' } })).toBeNull();
  expect(refused('', { advice: { reconnect: 'retry' } })).toBeNull();
  expect(failureOf({ channel: '/meta/connect', successful: true })).toBeNull();
});
