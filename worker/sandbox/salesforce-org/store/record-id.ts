const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const POD = 'Qy0000';

/** The three characters that make a 15-character id safe where letter case is lost. */
function checksum(id: string): string {
  return [0, 5, 10]
    .map((start) => {
      const bits = [...id.slice(start, start + 5)].map((c, i) => (/[A-Z]/.test(c) ? 1 << i : 0));
      return CHECKSUM[bits.reduce((sum, bit) => sum + bit, 0)];
    })
    .join('');
}

/** The `number`th 18-character id of an object; later numbers sort after earlier ones. */
export function mintId(keyPrefix: string, number: number): string {
  let [rest, counted] = [number, ''];
  for (let place = 0; place < 6; place++) {
    counted = `${ALPHABET[rest % 62] ?? '0'}${counted}`;
    rest = Math.floor(rest / 62);
  }
  const id = `${keyPrefix}${POD}${counted}`;
  return id + checksum(id);
}

/** Null when the text is no id; 15 characters are completed, a wrong checksum is refused. */
export function canonicalId(text: unknown): string | null {
  if (typeof text !== 'string' || !/^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(text)) return null;
  const short = text.slice(0, 15);
  const full = short + checksum(short);
  return text.length === 15 || full === text ? full : null;
}
