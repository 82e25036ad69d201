import { describe, expect, it } from 'vitest';
import { ConnectorError } from '../../src/domain/connector-error.ts';
import type { SalesforceRecord } from '../../src/domain/ports.ts';
import { remembered } from '../../src/pipelines/remembered.ts';
import { sharedReads } from '../../src/pipelines/shared-reads.ts';
import { ScriptedOrg } from './pipelines/scripted-org.ts';

/** Answers each question with itself, and refuses what it is told to. */
class EchoOrg extends ScriptedOrg {
  readonly asked: string[][] = [];
  kind: 'data' | 'transient' = 'data';

  override async queryMany(soqls: readonly string[]): Promise<SalesforceRecord[][]> {
    this.asked.push([...soqls]);
    if (soqls.includes('bad'))
      throw new ConnectorError({ code: 'SF_REFUSED', kind: this.kind, message: 'Bad.' });
    return soqls.map((soql) => [{ Name: soql }]);
  }
}
const moment = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('reads of the same moment', () => {
  it('are one call, each with its own answer', async () => {
    const org = new EchoOrg();
    const shared = sharedReads(org, moment);
    expect(await Promise.all(['a', 'b', 'c'].map((soql) => shared.query(soql)))).toEqual([
      [{ Name: 'a' }],
      [{ Name: 'b' }],
      [{ Name: 'c' }],
    ]);
    await shared.query('d');
    expect(org.asked).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('do not suffer from a bad one among them', async () => {
    const org = new EchoOrg();
    const shared = sharedReads(org, moment);
    const answers = await Promise.allSettled(['a', 'bad', 'c'].map((soql) => shared.query(soql)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fail together, by one call, while the system is away', async () => {
    const org = new EchoOrg();
    org.kind = 'transient';
    const shared = sharedReads(org, moment);
    const answers = await Promise.allSettled(['a', 'bad'].map((soql) => shared.query(soql)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(org.asked).toHaveLength(1);
  });
});

describe('an answer that is remembered', () => {
  it('is renewed beside those who use the last one, which holds when that fails', async () => {
    let now = 0;
    let asked = 0;
    let isAway = false;
    const answer = remembered(
      () => new Date(now),
      90,
      async () => {
        asked += 1;
        if (isAway) throw new Error('Away.');
        return asked;
      },
    );
    expect(await answer()).toBe(1);
    now = 60;
    const renewing = answer.renew();
    expect(await answer()).toBe(1);
    await renewing;
    expect(await answer()).toBe(2);
    isAway = true;
    now = 120;
    await expect(answer.renew()).rejects.toThrow('Away.');
    expect(await answer()).toBe(2);
    now = 151;
    await expect(answer()).rejects.toThrow('Away.');
  });
});
