import type { RestClient } from '../../src/salesforce/rest-client.ts';

export interface Sent {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Of the records that were written. */
  readonly keys: readonly string[];
  /** Beside others, in one composite call. */
  readonly isTogether: boolean;
}

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body?: object;
}

const ROOT = '/services/data/v66.0';

/** The REST API as far as writes and reads of several records need it; what it answers is given by two functions. */
export class OrgDouble implements RestClient {
  readonly root = ROOT;
  /** Requests and subrequests, in their order. */
  readonly sent: Sent[] = [];
  /** HTTP requests. */
  calls = 0;
  /** Runs before each answer, as a fault of the call or of the subrequest. */
  fault: (one: Sent) => { status: number } | Error | null = () => null;
  readonly #write: (key: string, isTogether: boolean) => string | null;
  readonly #read: (path: string) => object;

  constructor(
    write: (key: string, isTogether: boolean) => string | null,
    read: (path: string) => object = () => ({ records: [] }),
  ) {
    this.#write = write;
    this.#read = read;
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    this.calls += 1;
    if (path !== '/composite') return this.#answer(method, path, body, false) as T;
    const failed = this.fault({ method, path, keys: [], isTogether: false });
    if (failed instanceof Error) throw failed;
    const { compositeRequest } = body as { compositeRequest: Subrequest[] };
    return {
      compositeResponse: compositeRequest.map((one) => {
        if (!one.url.startsWith(ROOT)) throw new Error(`${one.url} names no version`);
        return this.#subanswer(one);
      }),
    } as T;
  }

  usage(): undefined {
    return undefined;
  }

  #subanswer({ method, url, referenceId, body }: Subrequest): object {
    const path = url.slice(ROOT.length);
    try {
      return {
        referenceId,
        httpStatusCode: 200,
        body: this.#answer(method, path, body, true),
      };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { referenceId, httpStatusCode: error.status, body: [{ errorCode: 'NO' }] };
    }
  }

  #answer(method: string, path: string, body: unknown, isTogether: boolean): unknown {
    const { records = [] } = (body ?? {}) as { records?: Record<string, string>[] };
    const keys = records.map((row) => row['Key__c'] ?? row['Id'] ?? '');
    const one = { method, path: path.split('?')[0] ?? '', keys, isTogether };
    this.sent.push(one);
    const failed = this.fault(one);
    if (failed instanceof Error) throw failed;
    if (failed !== null) throw new Refused(failed.status);
    if (method === 'GET') return this.#read(path);
    return keys.map((key) => {
      const code = this.#write(key, isTogether);
      if (code === null) return { id: `id-${key}`, success: true, created: true, errors: [] };
      return { success: false, errors: [{ statusCode: code, message: 'no', fields: [] }] };
    });
  }
}

class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`Refused with ${status}`);
    this.status = status;
  }
}
