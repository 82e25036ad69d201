import type { Settings } from '../../config/settings-schema.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Linnworks } from '../../domain/linnworks-port.ts';
import type { Logger, Salesforce } from '../../domain/ports.ts';
import { silentLog } from '../../domain/silent-log.ts';
import { createLinnworks } from '../../linnworks/account.ts';
import { createLinnworksClient, type LinnworksClient } from '../../linnworks/client.ts';
import { SalesforceGateway } from '../../salesforce/gateway.ts';
import { createNamespace } from '../../salesforce/namespace.ts';
import { createRestClient, type RestClient } from '../../salesforce/rest-client.ts';
import { TokenProvider } from '../../salesforce/token-provider.ts';

/** Both systems as the doctor sees them; nothing is stored and nothing is written. */
export interface Patient {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tokens: TokenProvider;
  readonly rest: RestClient;
  readonly salesforce: Salesforce;
  readonly client: LinnworksClient;
  readonly linnworks: Linnworks;
}

/** A doctor does not wait for a quota, it only notes that it should have: time passes at once. */
function impatient(clock: Clock): Clock {
  let skipped = 0;
  return {
    now: () => new Date(clock.now().getTime() + skipped),
    sleep(ms) {
      skipped += ms;
      return Promise.resolve();
    },
  };
}

export function connect(settings: Settings, clock: Clock): Patient {
  const log = silentLog;
  const tokens = new TokenProvider({
    loginUrl: settings.SF_LOGIN_URL,
    audience: settings.SF_AUDIENCE ?? settings.SF_LOGIN_URL,
    clientId: settings.SF_CLIENT_ID,
    username: settings.SF_USERNAME,
    privateKey: settings.SF_PRIVATE_KEY,
    clientSecret: settings.SF_CLIENT_SECRET,
    clock,
    fetch,
    log,
  });
  const rest = createRestClient(tokens, settings.SF_API_VERSION, log);
  const salesforce = new SalesforceGateway(rest, createNamespace(settings.SF_NAMESPACE), clock);
  const client = createLinnworksClient({
    credentials: {
      authUrl: settings.LINNWORKS_AUTH_URL,
      applicationId: settings.LINNWORKS_APPLICATION_ID,
      applicationSecret: settings.LINNWORKS_APPLICATION_SECRET,
      installationToken: settings.LINNWORKS_INSTALLATION_TOKEN,
      v2Url: settings.LINNWORKS_V2_URL,
    },
    clock: impatient(clock),
    fetch,
    log,
  });
  const linnworks = createLinnworks({ client, clock, log, source: () => 'SALESFORCE' });
  return { settings, clock, log, tokens, rest, salesforce, client, linnworks };
}
