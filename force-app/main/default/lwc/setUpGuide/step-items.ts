import { isPassed, type Progress, type StepState } from 'c/setUpProgress';
import type { StepView } from 'c/setUpStep';
import type { StepItem } from 'c/setUpSteps';
import { LABELS as label } from './labels';
import { STEPS, type Step } from './steps';

interface Look {
  readonly icon: string;
  readonly variant: string;
  readonly stateLabel: string;
}

const LOOKS: Readonly<Record<StepState, Look>> = {
  todo: { icon: 'utility:routing_offline', variant: '', stateLabel: label.todo },
  waiting: { icon: 'utility:clock', variant: '', stateLabel: label.waiting },
  done: { icon: 'utility:success', variant: 'success', stateLabel: label.done },
  remarks: { icon: 'utility:warning', variant: 'warning', stateLabel: label.remarks },
  failed: { icon: 'utility:error', variant: 'error', stateLabel: label.stepFailed },
  skipped: { icon: 'utility:skip', variant: '', stateLabel: label.skipped },
};

/** The steps as the list beside the guide and the last step show them. */
export function toItems(progress: Progress, mode: string): StepItem[] {
  return STEPS.map(({ name, title }, index) => {
    const kept = progress.steps[name];
    // An org that was live before the guide was there is live all the same.
    const state = name === 'go-live' && mode === 'Active' ? 'done' : (kept?.state ?? 'todo');
    return {
      name,
      title,
      number: index + 1,
      ...LOOKS[state],
      words: kept?.words || LOOKS[state].stateLabel,
      isPassed: isPassed(kept) || state === 'done',
    };
  });
}

/** The step as its panel shows it. */
export function toView(
  step: Step,
  labelOf: (name: string) => string,
  choices: readonly string[],
): StepView {
  const { name, title, text, check, fields } = step;
  return {
    name,
    title,
    text,
    position: STEPS.indexOf(step) + 1,
    count: STEPS.length,
    hasCheck: check !== null,
    hasOrder: step.hasOrder === true,
    hasLocations: step.hasLocations === true,
    hasLoad: step.hasLoad === true,
    fields: fields.map((field) => ({
      ...field,
      label: labelOf(field.name),
      options: field.options ?? choices,
    })),
  };
}
