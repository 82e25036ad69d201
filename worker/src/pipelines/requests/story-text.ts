import type { StoryStep } from '../../domain/answers.ts';
import type { AuditRow } from '../../domain/tables.ts';

interface Step {
  readonly system: StoryStep['system'];
  readonly done: string;
  readonly failed: string;
}

/** The steps that the audit names, for people. A step that is not here is shown by its name. */
const STEPS: Readonly<Record<string, Step>> = {
  'create-order': {
    system: 'Linnworks',
    done: 'The order was created in Linnworks.',
    failed: 'The order was not sent to Linnworks.',
  },
  'update-order': {
    system: 'Linnworks',
    done: 'A change was sent to Linnworks.',
    failed: 'Linnworks did not take a change.',
  },
  'cancel-order': {
    system: 'Linnworks',
    done: 'The order was cancelled in Linnworks.',
    failed: 'The order was not cancelled in Linnworks.',
  },
  'write-fulfilment': {
    system: 'Salesforce',
    done: 'What the warehouse did was written to Salesforce.',
    failed: 'Salesforce refused what the warehouse did.',
  },
  'ignore-error': { system: 'Worker', done: 'An error was set aside.', failed: '' },
  'assign-error': { system: 'Worker', done: 'An error was assigned.', failed: '' },
  'correct-record': { system: 'Salesforce', done: 'A field was corrected.', failed: '' },
  repair: { system: 'Worker', done: 'A difference is being repaired.', failed: '' },
};

export function systemOf(step: string): StoryStep['system'] {
  return STEPS[step]?.system ?? 'Worker';
}

export function sentenceOf({ step, outcome }: Pick<AuditRow, 'step' | 'outcome'>): string {
  const known = STEPS[step];
  if (known === undefined) return `${step}: ${outcome}`;
  if (outcome.startsWith('failed')) return known.failed || known.done;
  return step === 'update-order' && outcome !== ''
    ? `A change was sent to Linnworks (${outcome}).`
    : known.done;
}
