import { api, LightningElement } from 'lwc';
import type { StoryStep } from 'c/answerShapes';
import { duration, fill } from 'c/syncFormat';
import { LABELS as label } from './labels';

const OUTCOMES = {
  done: { icon: 'utility:success', variant: 'success', words: label.done },
  failed: { icon: 'utility:error', variant: 'error', words: label.failed },
  waiting: { icon: 'utility:clock', variant: '', words: label.waiting },
} as const;

/** The steps of a story, oldest first, each with how long it took and how long after the step before it came. */
export default class TraceTimeline extends LightningElement {
  label = label;
  @api steps: readonly StoryStep[] = [];

  get rows() {
    return this.steps.map((step, index) => {
      const before = this.steps[index - 1];
      const since = before === undefined ? null : Date.parse(step.at) - Date.parse(before.at);
      const outcome = OUTCOMES[step.outcome];
      return {
        ...step,
        key: `${index} ${step.at}`,
        icon: outcome.icon,
        variant: outcome.variant,
        outcomeLabel: outcome.words,
        since: since === null ? '' : fill(label.later, duration(Math.max(0, since))),
        facts: [
          step.durationMs === null ? '' : fill(label.took, duration(step.durationMs)),
          step.attempt > 1 ? fill(label.attempt, step.attempt) : '',
          step.traceId === null ? '' : fill(label.trace, step.traceId),
        ]
          .filter(Boolean)
          .join(' · '),
      };
    });
  }
}
