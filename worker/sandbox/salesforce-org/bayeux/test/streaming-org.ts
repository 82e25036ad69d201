import { startSalesforceOrg } from '../../start.ts';

const EVENT = 'Linnworks_Work__e';
const USERNAME = 'integration@merchant.example';

/** The emulated org as a subscriber and a publisher meet it. */
export interface StreamingOrg {
  readonly url: string;
  readonly channel: string;
  token(username?: string): string;
  revoke(token: string): void;
  dropClients(): void;
  expireEvents(): void;
  /**
   * Publishes over REST, as a user; resolves when the event is accepted.
   * @throws Error with the org's answer when it is refused.
   */
  publish(key: string): Promise<void>;
  close(): Promise<void>;
}

/** In memory, unless a file is given to start again with. */
export async function startStreamingOrg(databaseFile = ':memory:'): Promise<StreamingOrg> {
  const org = await startSalesforceOrg({ longPollMs: 2_000, databaseFile });
  const { control } = org;
  const token = (username = USERNAME): string => {
    const issued = control.issue(username);
    if (issued === null) throw new Error(`The org has no user ${username}`);
    return issued;
  };
  const admin = token('admin@merchant.example');
  return {
    url: org.url,
    channel: `/event/${EVENT}`,
    token,
    revoke: (issued) => void control.revoke(issued),
    dropClients: () => void control.dropClients(),
    expireEvents: () => void control.expireEvents(),
    close: () => org.close(),
    async publish(key) {
      const response = await fetch(`${org.url}/services/data/v66.0/sobjects/${EVENT}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
        body: JSON.stringify({ Key__c: key }),
      });
      const body = await response.text();
      if (response.status !== 201 || !body.includes('OPERATION_ENQUEUED')) {
        throw new Error(`Publishing answered ${response.status}: ${body}`);
      }
    },
  };
}
