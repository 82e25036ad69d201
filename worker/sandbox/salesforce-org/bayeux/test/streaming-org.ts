import { DatabaseSync } from 'node:sqlite';
import { createBayeux, type BayeuxControl } from '../extension.ts';
import { fakeCore, serveFake } from './fake-core.ts';

export interface StreamingOrg {
  readonly url: string;
  readonly channel: string;
  readonly control: BayeuxControl;
  token(): Promise<string>;
  revoke(token: string): Promise<void>;
  publish(key: string): Promise<void>;
  close(): Promise<void>;
}

export async function startStreamingOrg(): Promise<StreamingOrg> {
  const sessions = new Map([
    ['first', { token: 'first', userId: '005A', username: 'a@b.example' }],
  ]);
  const core = fakeCore(sessions, new DatabaseSync(':memory:'), () => new Date());
  const control = createBayeux(core, { longPollMs: 2_000 });
  const fake = await serveFake(core, control, sessions);
  let issued = 0;
  return {
    url: fake.url,
    channel: '/event/Work__e',
    control,
    close: () => fake.close(),
    async token() {
      const token = `token${(issued += 1)}`;
      sessions.set(token, { token, userId: '005A', username: 'a@b.example' });
      return token;
    },
    async revoke(token) {
      sessions.delete(token);
      control.recheckSessions();
    },
    async publish(key) {
      fake.publish('Work__e', { Key__c: key });
    },
  };
}
