import {
  isPassed,
  NO_PROGRESS,
  readProgress,
  withStep,
  without,
  writeProgress,
  type StepRecord,
} from 'c/setUpProgress';

const step = (state: StepRecord['state'], words = ''): StepRecord => ({
  state,
  at: '2026-03-02T10:00:00Z',
  key: 'user:Check:1',
  words,
});

describe('setUpProgress', () => {
  it('reads what it wrote', () => {
    const progress = withStep(NO_PROGRESS, 'connection', step('done', 'All is well.'));
    expect(progress.at).toBe('connection');
    expect(readProgress(writeProgress(progress))).toEqual(progress);
  });

  it('stays within its field, however much a check says', () => {
    const names = Array.from({ length: 12 }, (_, index) => `a-rather-long-name-${index}`);
    const full = names.reduce(
      (all, name) => withStep(all, name, step('remarks', 'x'.repeat(2000))),
      NO_PROGRESS,
    );
    expect(writeProgress(full).length).toBeLessThan(8000);
  });

  it.each([null, '', 'nonsense', '[]', '{"steps":{"connection":{"state":"finished"}}}'])(
    'takes nothing for done out of %s',
    (json) => {
      expect(readProgress(json)).toEqual(NO_PROGRESS);
    },
  );

  it('knows which steps need nobody', () => {
    expect((['done', 'remarks', 'skipped'] as const).every((one) => isPassed(step(one)))).toBe(
      true,
    );
    expect((['todo', 'waiting', 'failed'] as const).some((one) => isPassed(step(one)))).toBe(false);
    expect(isPassed(undefined)).toBe(false);
    expect(without({ a: 1, b: 2 }, 'a')).toEqual({ b: 2 });
  });
});
