import { z } from 'zod';
import { settingsSchema } from './settings-schema.ts';

interface Property {
  readonly description?: string;
  readonly default?: string | number | boolean;
}

/** The add-on sets it; a dyno has no disk that lasts. */
const SET_BY_HEROKU = ['DATABASE_URL', 'DATA_DIR', 'HTTP_HOST', 'HTTP_PORT'];
/** Optional in general, needed by the JWT bearer flow, which the guide uses. */
const ASKED_FOR = ['SF_LOGIN_URL', 'SF_USERNAME', 'SF_PRIVATE_KEY', 'SF_NAMESPACE', 'SF_CURRENCY'];

function variables(): Record<string, object> {
  const schema = z.toJSONSchema(settingsSchema, { io: 'input', unrepresentable: 'any' });
  const required = new Set(schema.required ?? []);
  const entries = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (SET_BY_HEROKU.includes(name)) return [];
    if (!required.has(name) && !ASKED_FOR.includes(name)) return [];
    const { description = '', default: value } = property as Property;
    const entry = { description, ...(value === undefined ? {} : { value: String(value) }) };
    return [[name, { ...entry, required: required.has(name) }] as const];
  });
  return Object.fromEntries(entries);
}

/** `app.json` of the Heroku Button: what the button asks for comes from the settings schema. */
export function renderAppJson(): string {
  return `${JSON.stringify(
    {
      name: 'Salesforce – Linnworks connector',
      description: 'Keeps Salesforce orders and Linnworks fulfilment, stock and returns aligned.',
      keywords: ['salesforce', 'linnworks', 'orders', 'inventory'],
      stack: 'heroku-24',
      buildpacks: [{ url: 'heroku/nodejs' }],
      addons: [{ plan: 'heroku-postgresql:essential-0', as: 'DATABASE' }],
      formation: { worker: { quantity: 1, size: 'basic' }, web: { quantity: 0, size: 'basic' } },
      env: variables(),
    },
    null,
    2,
  )}\n`;
}
