import type { Ids } from '../state/ids.ts';
import { Refusal } from './refusal.ts';

export interface Credentials {
  readonly applicationId: string;
  readonly applicationSecret: string;
  readonly installationToken: string;
}

/** Values of the login reply that must never appear in a log of the connector. */
export const DATABASE_SECRETS = {
  DatabaseName: 'account-database-canary',
  DatabaseServer: 'account-database-server-canary',
  DatabaseUser: 'account-database-user-canary',
  DatabasePassword: 'account-database-password-canary',
  Md5Hash: 'account-md5-canary',
  AccessToken: 'account-access-token-canary',
} as const;

const wrongToken = (): Refusal => new Refusal(401, { Code: '-', Message: 'Token is wrong.' });

/** Session tokens. One dies after so many minutes without use; several may live at once. */
export class Sessions {
  readonly #lastUse = new Map<string, number>();
  readonly #credentials: Credentials;
  readonly #clock: () => Date;
  readonly #ids: Ids;
  readonly #idleMs: number;

  constructor(credentials: Credentials, clock: () => Date, ids: Ids, idleMinutes: number) {
    this.#credentials = credentials;
    this.#clock = clock;
    this.#ids = ids;
    this.#idleMs = idleMinutes * 60_000;
  }

  /**
   * `Auth/AuthorizeByApplication`.
   * @throws Refusal 401 for any wrong key.
   */
  open(args: Record<string, unknown>, serverUrl: string): object {
    const { applicationId, applicationSecret, installationToken } = this.#credentials;
    const known =
      args.ApplicationId === applicationId.toLowerCase() &&
      args.ApplicationSecret === applicationSecret.toLowerCase() &&
      args.Token === installationToken.toLowerCase();
    if (!known) throw wrongToken();
    const token = this.#ids.guid();
    this.#lastUse.set(token, this.#clock().getTime());
    return {
      ...DATABASE_SECRETS,
      Id: '5b5e1f0e-3f4c-4a44-9a3c-0c7d6a2f1b01',
      EntityId: '5b5e1f0e-3f4c-4a44-9a3c-0c7d6a2f1b02',
      UserId: '5b5e1f0e-3f4c-4a44-9a3c-0c7d6a2f1b03',
      AppName: 'ExternalApplication',
      UserName: 'Sandbox merchant',
      UserType: 'EndUser',
      Email: 'owner@merchant.example',
      GroupName: '',
      SuperAdmin: true,
      Locality: 'EU',
      TTL: this.#idleMs / 60_000,
      Token: token,
      Server: serverUrl,
      PushServer: serverUrl,
      Status: { State: 'AVAILABLE', Reason: '', Parameters: {} },
      Properties: {},
      Device: '',
      DeviceType: '',
    };
  }

  /**
   * Checks the raw token of the Authorization header and keeps its session alive.
   * @throws Refusal 401 when it is missing, unknown, prefixed with `Bearer`, or has been idle too long.
   */
  check(header: string | undefined): void {
    const now = this.#clock().getTime();
    const lastUse = header === undefined ? undefined : this.#lastUse.get(header.toLowerCase());
    if (header === undefined || lastUse === undefined) throw wrongToken();
    if (now - lastUse >= this.#idleMs) {
      this.#lastUse.delete(header.toLowerCase());
      throw wrongToken();
    }
    this.#lastUse.set(header.toLowerCase(), now);
  }

  expireAll(): void {
    this.#lastUse.clear();
  }
}
