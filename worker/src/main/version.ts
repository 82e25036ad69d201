import { readFileSync } from 'node:fs';

const file = new URL('../../../package.json', import.meta.url);

/** Of the whole product; shown in Salesforce beside the heartbeat. */
export const VERSION = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
