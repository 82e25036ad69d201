import type { Logger } from './ports.ts';

/** Of commands, which answer in sentences of their own, and of tests: what the parts log would only be said twice. */
export const silentLog: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
};
