import { OrgError, type Row } from '../ports.ts';
import { columnMetadata } from '../soql/column-metadata.ts';
import { answerOf, type Answer, type ResourceCall } from './answer.ts';

/** Salesforce keeps a cursor for two days; here the last ones of the process. */
const MOST_CURSORS = 50;
const LARGEST_PAGE = 2000;

interface Cursor {
  readonly records: readonly Row[];
  readonly userId: string;
  readonly size: number;
}

/** `/query`, `/queryAll` and the pages behind `nextRecordsUrl`. */
export class QueryResource {
  readonly #cursors = new Map<string, Cursor>();
  #next = 1;

  answer(call: ResourceCall): Answer {
    return answerOf(() => {
      const [, locator] = call.parts;
      if (locator !== undefined) return this.#page(call, locator);
      const soql = call.query.get('q');
      if (soql === null)
        throw new OrgError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
      if (call.query.get('columns') === 'true') return { status: 200, body: columnMetadata(soql) };
      const { totalSize, records } = call.records.query(call.session, soql, {
        defaultNamespace: call.defaultNamespace,
        withDeleted: call.parts[0] === 'queryAll',
      });
      return this.#reply(
        call,
        records,
        0,
        totalSize,
        Math.min(LARGEST_PAGE, Math.max(200, call.batchSize)),
      );
    });
  }

  #page(call: ResourceCall, locator: string): Answer {
    const [id = '', start = '0'] = locator.split('-');
    const cursor = this.#cursors.get(id);
    if (cursor === undefined || cursor.userId !== call.session.userId)
      throw new OrgError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    return this.#reply(call, cursor.records, Number(start), cursor.records.length, cursor.size, id);
  }

  #reply(
    call: ResourceCall,
    records: readonly Row[],
    start: number,
    totalSize: number,
    size: number,
    known?: string,
  ): Answer {
    const end = start + size;
    const page = records.slice(start, end);
    if (end >= records.length)
      return { status: 200, body: { totalSize, done: true, records: page } };
    const id = known ?? this.#keep({ records, userId: call.session.userId, size });
    const nextRecordsUrl = `/services/data/v${call.core.apiVersion}/query/${id}-${end}`;
    return { status: 200, body: { totalSize, done: false, nextRecordsUrl, records: page } };
  }

  #keep(cursor: Cursor): string {
    const id = `01g${String(this.#next++).padStart(15, '0')}`;
    this.#cursors.set(id, cursor);
    const [oldest] = this.#cursors.keys();
    if (this.#cursors.size > MOST_CURSORS && oldest !== undefined) this.#cursors.delete(oldest);
    return id;
  }
}
