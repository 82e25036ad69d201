import winston from 'winston';
import type { Logger } from '../domain/ports.ts';
import { createRedactor } from './redact.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

/** JSON lines on standard output; every field and message goes through the redactor first. */
export function createLogger(level: string, secrets: readonly string[]): Logger {
  const redact = createRedactor(secrets);
  const sink = winston.createLogger({
    level,
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports: [new winston.transports.Console()],
  });
  const withFields = (base: Record<string, unknown>): Logger => {
    const write =
      (at: Level) =>
      (message: string, fields: Record<string, unknown> = {}): void => {
        const safe = redact({ ...base, ...fields }) as Record<string, unknown>;
        sink.log({ ...safe, level: at, message: String(redact(message)) });
      };
    return {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      child: (fields) => withFields({ ...base, ...fields }),
    };
  };
  return withFields({});
}
