import type { Logger } from '../domain/ports.ts';

/** Commands answer in sentences of their own; what their parts log would only be said twice. */
export const silentLog: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
};
