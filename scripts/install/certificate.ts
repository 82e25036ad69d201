import { createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';

/** Just enough DER (X.690) for a certificate that signs itself. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  if (size < 0x80) return Buffer.concat([Buffer.from([tag, size]), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(size);
  const bytes = length.subarray(length.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([tag, 0x80 + bytes.length]), bytes, content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const utcTime = (at: Date): Buffer =>
  der(
    0x17,
    Buffer.from(
      `${at
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2)}`,
    ),
  );

/** sha256WithRSAEncryption and commonName. */
const RSA_SHA256 = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
const COMMON_NAME = der(0x06, Buffer.from('550403', 'hex'));

/** A positive serial number of 16 bytes. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return der(0x02, bytes);
}

/**
 * A self-signed X.509 certificate, as the OAuth settings of an External Client App take it.
 * @returns PEM
 */
export function selfSignedCertificate(
  privateKey: KeyObject,
  commonName: string,
  from: Date,
  days: number,
): string {
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(commonName)))));
  const until = new Date(from.getTime() + days * 86_400_000);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const version3 = der(0xa0, der(0x02, Buffer.from([2])));
  const validity = sequence(utcTime(from), utcTime(until));
  const facts = sequence(version3, serialNumber(), RSA_SHA256, name, validity, name, publicKey);
  const signature = der(0x03, Buffer.from([0]), sign('RSA-SHA256', facts, privateKey));
  const base64 = sequence(facts, RSA_SHA256, signature).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
