import { z } from 'zod';

/** Addresses of real systems are https; http is for this machine only, where the sandbox runs. */
const address = z.url().refine(
  (value) => {
    const { protocol, hostname } = new URL(value);
    return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  },
  { error: 'must be https (http only on this machine)' },
);
const url = address.transform((value) => value.replace(/\/+$/, ''));
const seconds = (fallback: number) => z.coerce.number().min(1).max(86_400).default(fallback);
const text = z.string().trim().min(1);

/** A PEM key as it is, with `\n` written out, or base64 of either: what fits into one line of a hosting panel. */
const pem = text.transform((value, context) => {
  const decoded = value.includes('-----BEGIN')
    ? value
    : Buffer.from(value, 'base64').toString('utf8');
  const key = decoded.replaceAll('\\n', '\n').trim();
  if (key.startsWith('-----BEGIN')) return `${key}\n`;
  context.addIssue({
    code: 'custom',
    message: 'must be a PEM private key, raw, with \\n or base64',
  });
  return z.NEVER;
});

/** Every setting of the worker. The description is what `.env.example` says; `secret` values are never printed. */
export const settingsSchema = z.object({
  SF_LOGIN_URL: url
    .default('https://login.salesforce.com')
    .describe(
      'Salesforce login address; https://test.salesforce.com for sandboxes, or the My Domain address.',
    ),
  SF_CLIENT_ID: text.meta({ secret: true }).describe('Consumer key of the External Client App.'),
  SF_USERNAME: text
    .optional()
    .describe('User name of the integration user; needed for the JWT bearer flow.'),
  SF_PRIVATE_KEY: pem
    .optional()
    .meta({ secret: true })
    .describe(
      'Private key of the app certificate (PEM, with \\n, or base64) for the JWT bearer flow.',
    ),
  SF_CLIENT_SECRET: text
    .optional()
    .meta({ secret: true })
    .describe('Consumer secret, for the client credentials flow instead of a private key.'),
  SF_AUDIENCE: text.optional().describe('Audience of the JWT, where it is not the login address.'),
  SF_API_VERSION: z
    .string()
    .regex(/^\d{2}\.0$/)
    .default('66.0')
    .describe('Version of the Salesforce API.'),
  SF_NAMESPACE: z
    .string()
    .regex(/^[a-z]\w*$/i)
    .or(z.literal(''))
    .default('')
    .describe('Namespace of the installed package; empty for a source deploy.'),
  SF_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('GBP')
    .describe(
      'Currency of an org that has only one (ISO 4217); orders of a multi-currency org name their own.',
    ),
  LINNWORKS_AUTH_URL: url
    .default('https://api.linnworks.net')
    .describe('Address at which the Linnworks application is authorised.'),
  LINNWORKS_V2_URL: url
    .optional()
    .describe('Address of the v2 API; by default that of the account region.'),
  LINNWORKS_APPLICATION_ID: text
    .meta({ secret: true })
    .describe('Application id from the Linnworks developer portal.'),
  LINNWORKS_APPLICATION_SECRET: text
    .meta({ secret: true })
    .describe('Application secret from the Linnworks developer portal.'),
  LINNWORKS_INSTALLATION_TOKEN: text
    .meta({ secret: true })
    .describe('Token that Linnworks shows when the application is installed.'),
  DATABASE_URL: text
    .optional()
    .meta({ secret: true })
    .describe('PostgreSQL database; without it the worker runs one of its own in DATA_DIR.'),
  DATA_DIR: text.default('.data').describe('Folder of the embedded database.'),
  HTTP_HOST: text.default('127.0.0.1').describe('Address of the health and metrics listener.'),
  HTTP_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8080)
    .describe('Port of the health and metrics listener.'),
  LOG_LEVEL: z
    .enum(['error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('Least important line that is logged.'),
  OUTBOX_POLL_SECONDS: seconds(60).describe(
    'How often the request records are read when no event rings.',
  ),
  FULFILMENT_POLL_SECONDS: seconds(10).describe('How often Linnworks is asked what changed.'),
  FIRST_LOAD_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_650)
    .default(90)
    .describe(
      'How many days of shipped and cancelled orders a worker without a history reads first; 0 reads none.',
    ),
  GONE_ORDERS_POLL_SECONDS: seconds(120).describe(
    'How often the open orders are compared, to find merged and deleted ones.',
  ),
  STOCK_POLL_SECONDS: seconds(60).describe(
    'How often a part of the stock is read; the sweep takes at most a fifth of its quota.',
  ),
  RETURNS_POLL_SECONDS: seconds(60).describe(
    'How often Linnworks is asked for returns and refunds; four calls each time.',
  ),
  STOCK_LOOK_SECONDS: seconds(15).describe(
    'How often the stock of items is read that orders or pushes named.',
  ),
  CHANNEL_TOKEN: text
    .min(16)
    .optional()
    .meta({ secret: true })
    .describe(
      'Switches on the addresses below /channel for a Linnworks channel integration, see ARCHITECTURE.md; the AuthorizationToken that Linnworks is given. At least 16 characters.',
    ),
  CORRECTIONS_POLL_SECONDS: seconds(60).describe(
    'How often orders with an open error are looked at for corrections.',
  ),
  HEARTBEAT_SECONDS: seconds(60).describe(
    'How often the health records in Salesforce are renewed when something changed; else every two minutes.',
  ),
  ALARM_WEBHOOK_URL: url
    .optional()
    .meta({ secret: true })
    .describe('Slack-compatible webhook that is told when an alarm opens and when it is over.'),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;
export type SettingName = keyof typeof settingsSchema.shape;
