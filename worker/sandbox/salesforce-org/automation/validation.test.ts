import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestOrg, type TestOrg } from '../test/running-org.ts';

const REQUEST = 'Linnworks_Sync_Request__c';

describe.each(['', 'lwsync'] as const)(
  'the validation rule of the package, namespace "%s"',
  (namespace) => {
    let org: TestOrg;
    let asked = 0;
    beforeAll(async () => {
      org = await startTestOrg({ namespace });
    });
    afterAll(() => org.close());

    async function ask(user: string, kind: string) {
      const connection = await org.connect(user, namespace === '' ? undefined : namespace);
      const values = { Key__c: `asked:${asked++}`, Kind__c: kind, Stream__c: 'stock' };
      return connection
        .sobject(REQUEST)
        .create(values)
        .then(
          () => 'saved',
          (error: Error & { errorCode?: string }) => error.errorCode ?? error.message,
        );
    }

    it.each([
      ['admin', 'Pause', 'saved'],
      ['admin', 'Resume', 'saved'],
      ['operator', 'Pause', 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
      ['operator', 'Resume', 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
      ['operator', 'Retry', 'saved'],
      ['operator', 'SyncNow', 'saved'],
      ['viewer', 'Retry', 'INVALID_TYPE'],
      ['viewer', 'Pause', 'INVALID_TYPE'],
    ])('as %s, %s is %s', async (user, kind, outcome) => {
      const result = await ask(user, kind);
      if (outcome === 'INVALID_TYPE') expect(result).not.toBe('saved');
      else expect(result).toBe(outcome);
    });

    it('lets the worker answer a pause that an administrator asked for', async () => {
      await ask('admin', 'Pause');
      const worker = await org.connect('integration', namespace === '' ? undefined : namespace);
      const [request] = (await worker.query(`SELECT Id FROM ${REQUEST} WHERE Kind__c = 'Pause'`))
        .records;
      const id = String(request?.['Id']);
      await worker.sobject(REQUEST).update({ Id: id, Status__c: 'Done' });
      expect(await worker.sobject(REQUEST).retrieve(id)).toMatchObject({ Status__c: 'Done' });
    });

    it('keeps nothing of what was refused', async () => {
      const count = () =>
        org.core.query(
          org.control.admin(),
          `SELECT COUNT() FROM ${org.core.findObject(REQUEST, namespace)?.name}`,
        ).totalSize;
      const before = count();
      await ask('operator', 'Pause');
      expect(count()).toBe(before);
    });
  },
);
