import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;
const UTF8_NAMES = 0x0800;
const END_SIZE = 22;

function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - END_SIZE; at >= 0; at -= 1)
    if (bytes.readUInt32LE(at) === END) return at;
  throw new Error('The file is not a zip archive');
}

/** Contents begin behind the local header, whose name and extra field have lengths of their own. */
function contentOf(bytes: Buffer, entry: number): Buffer {
  const method = bytes.readUInt16LE(entry + 10);
  const packedSize = bytes.readUInt32LE(entry + 20);
  const local = bytes.readUInt32LE(entry + 42);
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + packedSize);
  if (method === 0) return packed;
  if (method === DEFLATED) return inflateRawSync(packed);
  throw new Error(`Zip entries of compression method ${method} cannot be read`);
}

/**
 * Files of a zip archive by path; folders are left out.
 * @throws Error when it is no zip archive or uses a compression other than deflate.
 */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  const end = findEnd(bytes);
  const files = new Map<string, Buffer>();
  let entry = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(entry) !== CENTRAL) throw new Error('The zip archive is damaged');
    const nameLength = bytes.readUInt16LE(entry + 28);
    const name = bytes.toString('utf8', entry + 46, entry + 46 + nameLength);
    if (!name.endsWith('/')) files.set(name, contentOf(bytes, entry));
    entry += 46 + nameLength + bytes.readUInt16LE(entry + 30) + bytes.readUInt16LE(entry + 32);
  }
  return files;
}

/** What local and central header have in common, from the version needed on. */
function commonHeader(content: Buffer, packed: Buffer, name: Buffer): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(UTF8_NAMES, 2);
  header.writeUInt16LE(DEFLATED, 4);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}

function signed(signature: number, ...parts: Buffer[]): Buffer {
  const start = Buffer.alloc(4);
  start.writeUInt32LE(signature);
  return Buffer.concat([start, ...parts]);
}

/** A zip archive of the files, in the order of the map. */
export function writeZip(files: ReadonlyMap<string, Buffer | string>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of files) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const name = Buffer.from(path);
    const header = commonHeader(content, packed, name);
    const local = signed(LOCAL, header, name, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    centrals.push(signed(CENTRAL, Buffer.from([20, 0]), header, place, name));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(END_SIZE - 4);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, signed(END, end)]);
}
