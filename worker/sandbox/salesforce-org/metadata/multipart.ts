/** Parts of a multipart body by name; contents are bytes. */
export function readMultipart(bytes: Buffer, contentType: string): Map<string, Buffer> {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  const parts = new Map<string, Buffer>();
  if (boundary === undefined) return parts;
  const mark = Buffer.from(`--${boundary}`);
  for (let at = bytes.indexOf(mark); at >= 0;) {
    const next = bytes.indexOf(mark, at + mark.length);
    if (next < 0) return parts;
    const part = bytes.subarray(at + mark.length + 2, next - 2);
    const end = part.indexOf('\r\n\r\n');
    const name = /name="([^"]+)"/.exec(part.toString('utf8', 0, end))?.[1];
    if (name !== undefined) parts.set(name, part.subarray(end + 4));
    at = next;
  }
  return parts;
}
