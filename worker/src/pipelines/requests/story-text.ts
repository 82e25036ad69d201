import { ASKED } from '../audit-asked.ts';
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
  'take-customer-change': {
    system: 'Salesforce',
    done: 'The account or the contact was changed: the order is sent again.',
    failed: '',
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

/** What single calls changed, by what they wrote. */
const WRITTEN: Readonly<Record<string, string>> = {
  'salesforce:order': 'The Linnworks order, its lines and its parcels',
  'salesforce:return': 'The return',
  'salesforce:sales-order': 'The Salesforce order',
  'salesforce:customer': 'Accounts and contacts',
  'salesforce:stock': 'Stock',
};
const CALL = /^(linnworks|salesforce):(.+)$/;

export function systemOf(step: string): StoryStep['system'] {
  const [, system] = CALL.exec(step) ?? [];
  if (system !== undefined) return system === 'linnworks' ? 'Linnworks' : 'Salesforce';
  return STEPS[step]?.system ?? 'Worker';
}

/** One call to another system, and what is known of it. */
function callSentence(step: string, outcome: string): string | null {
  const [, system, call] = CALL.exec(step) ?? [];
  if (system === undefined) return null;
  const what = WRITTEN[step] ?? `The call ${call}`;
  const target = system === 'linnworks' ? 'Linnworks' : 'Salesforce';
  if (outcome === 'taken' || outcome === 'written') return `${what} went to ${target}.`;
  if (outcome === 'sending') return `${what} is on its way to ${target}.`;
  if (outcome.startsWith('failed')) return `${target} refused: ${what} (${outcome.slice(8)}).`;
  return `${what} went to ${target} (${outcome}).`;
}

/** A call of which nobody knows, or that did only a part, is tried again: as a failure would be. */
export function outcomeOf({ outcome }: Pick<AuditRow, 'outcome'>): StoryStep['outcome'] {
  if (outcome === 'sending') return 'waiting';
  return /^(failed|unknown|partly)/.test(outcome) ? 'failed' : 'done';
}

export function sentenceOf({ step, outcome }: Pick<AuditRow, 'step' | 'outcome'>): string {
  const known = STEPS[step];
  if (step.startsWith(ASKED)) return `${step.slice(ASKED.length)} was asked for.`;
  if (known === undefined) return callSentence(step, outcome) ?? `${step}: ${outcome}`;
  if (outcome.startsWith('failed')) return known.failed || known.done;
  // `Product2.StockKeepingUnit: <hash> → <hash> by <user>`: the values are with the request of the same trace ID.
  if (step === 'correct-record') return `A field was corrected (${outcome.split(':')[0] ?? ''}).`;
  return step === 'update-order' && outcome !== ''
    ? `A change was sent to Linnworks (${outcome}).`
    : known.done;
}
