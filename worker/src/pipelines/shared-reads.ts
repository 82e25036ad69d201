import { ConnectorError } from '../domain/connector-error.ts';
import type { Salesforce, SalesforceRecord } from '../domain/ports.ts';

interface Question {
  readonly soql: string;
  readonly answer: (rows: SalesforceRecord[]) => void;
  readonly fail: (error: Error) => void;
}

/** The fault of one question: the others have an answer all the same. */
const isOwnFault = (error: unknown): boolean =>
  error instanceof ConnectorError && ['data', 'config'].includes(error.kind);

/**
 * Reads that nobody waits for share calls: what is asked within a moment (the tasks of a full minute) goes together, up
 * to five questions in one call. Everything else of the port is as it was.
 * @param moment resolves when the questions of this moment are complete.
 */
export function sharedReads(org: Salesforce, moment: () => Promise<void>): Salesforce {
  let open: Question[] = [];
  const askAll = async (questions: readonly Question[]): Promise<void> => {
    try {
      const answers = await org.queryMany(questions.map(({ soql }) => soql));
      for (const [index, { answer }] of questions.entries()) answer(answers[index] ?? []);
    } catch (error) {
      if (questions.length === 1 || !isOwnFault(error))
        for (const { fail } of questions) fail(error as Error);
      else await Promise.all(questions.map((one) => askAll([one])));
    }
  };
  const askSoon = async (): Promise<void> => {
    await moment();
    const questions = open;
    open = [];
    await askAll(questions);
  };
  // Named one by one: the methods of a class are not copied by a spread.
  return {
    query: (soql) =>
      new Promise((answer, fail) => {
        open.push({ soql, answer, fail });
        if (open.length === 1) void askSoon();
      }),
    queryMany: (soqls) => org.queryMany(soqls),
    upsert: (object, key, records) => org.upsert(object, key, records),
    upsertMany: (upserts) => org.upsertMany(upserts),
    create: (object, records) => org.create(object, records),
    update: (object, records) => org.update(object, records),
    remove: (ids) => org.remove(ids),
    describe: (object) => org.describe(object),
    limits: () => org.limits(),
    usage: () => org.usage(),
  };
}
