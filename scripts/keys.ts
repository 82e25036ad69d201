/**
 * `npm run keys`: makes the key pair with which the worker logs in to Salesforce. The certificate goes into the External
 * Client App, the private key into the settings of the worker. The private key is never printed.
 *
 *   npm run keys                     writes .keys/server.key and .keys/server.crt
 *   npm run keys -- --env .env       and puts SF_PRIVATE_KEY into that file
 *   npm run keys -- --renew          replaces a pair that is there already
 */
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { selfSignedCertificate } from './install/certificate.ts';

const { values: options } = parseArgs({
  options: {
    dir: { type: 'string', default: '.keys' },
    days: { type: 'string', default: '730' },
    env: { type: 'string' },
    renew: { type: 'boolean', default: false },
  },
});

function writePair(keyFile: string, certificateFile: string): void {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1) throw new Error('--days must be a whole number');
  const pem = selfSignedCertificate(privateKey, 'linnworks-connector', new Date(), days);
  mkdirSync(path.dirname(keyFile), { recursive: true, mode: 0o700 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(keyFile, key, { mode: 0o600 });
  writeFileSync(certificateFile, pem);
}

/** One line, as settings files and hosting panels take it; other lines stay as they are. */
function putIntoSettings(file: string, keyFile: string): void {
  const line = `SF_PRIVATE_KEY=${readFileSync(keyFile).toString('base64')}`;
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const known = /^#? ?SF_PRIVATE_KEY=.*$/m;
  const after = known.test(before)
    ? before.replace(known, line)
    : `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`;
  writeFileSync(file, after, { mode: 0o600 });
}

const keyFile = path.join(options.dir, 'server.key');
const certificateFile = path.join(options.dir, 'server.crt');
if (existsSync(keyFile) && !options.renew) {
  console.log(`${keyFile} is there already and stays. --renew replaces it.`);
} else {
  writePair(keyFile, certificateFile);
  console.log(`Private key: ${keyFile} (keep it secret)`);
}
const { validTo, fingerprint256 } = new X509Certificate(readFileSync(certificateFile));
console.log(`Certificate: ${certificateFile}, valid until ${validTo}`);
console.log(`Fingerprint: ${fingerprint256}`);
if (options.env === undefined) {
  console.log('Put the private key into SF_PRIVATE_KEY: `npm run keys -- --env .env` does it.');
} else {
  putIntoSettings(options.env, keyFile);
  console.log(`SF_PRIVATE_KEY is in ${options.env}.`);
}
