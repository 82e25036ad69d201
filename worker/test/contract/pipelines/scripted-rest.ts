import type { SalesforceRecord } from '../../../src/domain/ports.ts';
import type { RestClient } from '../../../src/salesforce/rest-client.ts';
import type { ScriptedOrg } from './scripted-org.ts';

const ROOT = '/services/data/v66.0';

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body?: unknown;
}

/** The scripted org behind REST addresses, so that the calls of the real gateway can be counted. */
export class ScriptedRest implements RestClient {
  readonly root = ROOT;
  /** `METHOD path` of each call; those of a composite in brackets. */
  readonly sent: string[] = [];
  readonly #org: ScriptedOrg;

  constructor(org: ScriptedOrg) {
    this.#org = org;
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const nameOf = (one: string, url: string): string =>
      `${one} ${url.replace(ROOT, '').replace(/\?.*FROM%20(\w+).*/, ' $1')}`;
    if (path !== '/composite') {
      this.sent.push(nameOf(method, path));
      return (await this.#answer(method, path, body)) as T;
    }
    const { compositeRequest: parts } = body as { compositeRequest: Subrequest[] };
    const inCompany = parts.filter(({ url }) => /\/(query|composite\/sobjects)\b/.test(url));
    if (inCompany.length > 5) throw new Error('More than five collections or queries');
    this.sent.push(`[${parts.map((one) => nameOf(one.method, one.url)).join(', ')}]`);
    const compositeResponse = [];
    for (const { method: one, url, referenceId, body: part } of parts)
      compositeResponse.push({
        referenceId,
        httpStatusCode: 200,
        body: await this.#answer(one, url.slice(ROOT.length), part),
      });
    return { compositeResponse } as T;
  }

  usage(): undefined {
    return undefined;
  }

  async #answer(method: string, path: string, body: unknown): Promise<unknown> {
    const { pathname, searchParams } = new URL(path, 'http://org');
    const [, first, second = '', object, key] = pathname.split('/');
    if (first === 'query') return { records: await this.#org.query(searchParams.get('q') ?? '') };
    if (first === 'sobjects') return { createable: true, ...(await this.#describe(second)) };
    if (method !== 'PATCH' || first !== 'composite') throw new Error(`${method} ${path}`);
    const { records } = body as { records: SalesforceRecord[] };
    if (records.length > 200) throw new Error('More than 200 records');
    const type = (records[0]?.['attributes'] as { type: string } | undefined)?.type ?? '';
    const rows = records.map(({ attributes: _, ...row }) => row);
    return object !== undefined && key !== undefined
      ? this.#org.upsert(object, key, rows)
      : this.#org.update(type, rows);
  }

  async #describe(object: string): Promise<object> {
    return { updateable: true, ...(await this.#org.describe(object)) };
  }
}
