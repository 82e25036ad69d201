import { z } from 'zod';
import { settingsSchema } from './settings-schema.ts';

interface Property {
  readonly description?: string;
  readonly default?: string | number;
}

/** The text of `.env.example`: every setting with its description; those with a default are commented out. */
export function renderEnvExample(): string {
  const schema = z.toJSONSchema(settingsSchema, { io: 'input', unrepresentable: 'any' });
  const required = new Set(schema.required ?? []);
  const lines = [
    '# Settings of the worker. Generated from worker/src/config/settings-schema.ts.',
    '',
  ];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const { description = '', default: fallback } = property as Property;
    lines.push(`# ${description}`);
    lines.push(required.has(name) ? `${name}=` : `# ${name}=${fallback ?? ''}`, '');
  }
  return lines.join('\n');
}
