import type { HttpRequest, OrgCore, Session } from '../ports.ts';
import type { RecordAccess, ResourceCall } from './answer.ts';

function option(header: string | string[] | undefined, name: string): string | undefined {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '');
  return new RegExp(`${name}\\s*=\\s*([^,;\\s]+)`, 'i').exec(text)?.[1];
}

/** One request as the resources see it; `path` is what follows the version. */
export function toCall(
  core: OrgCore,
  records: RecordAccess,
  request: HttpRequest,
  session: Session,
  path: string,
): ResourceCall {
  const { headers } = request.raw;
  return {
    core,
    records,
    session,
    method: request.method,
    parts: path.split('/').filter(Boolean).map(decodeURIComponent),
    query: request.query,
    body: request.body,
    defaultNamespace: option(headers['sforce-call-options'], 'defaultNamespace'),
    batchSize: Number(option(headers['sforce-query-options'], 'batchSize') ?? 2000),
  };
}
