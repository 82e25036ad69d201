/** How far a step is. `remarks`: it works, and something is worth a look. */
export type StepState = 'todo' | 'waiting' | 'done' | 'remarks' | 'failed' | 'skipped';

export interface StepRecord {
  readonly state: StepState;
  /** ISO 8601: when it got there. */
  readonly at: string;
  /** Key of the request whose answer shows what was found; empty where there was none. */
  readonly key: string;
  /** One sentence. */
  readonly words: string;
}

/** What `Linnworks_Settings__c.Set_Up_Progress__c` holds as JSON. */
export interface Progress {
  /** The step that was open last. */
  readonly at: string;
  readonly steps: Readonly<Record<string, StepRecord>>;
}

const STATES: readonly unknown[] = ['todo', 'waiting', 'done', 'remarks', 'failed', 'skipped'];
/** The field holds 8,000 characters; a dozen steps with this many words stay far below. */
const WORDS = 200;

export const NO_PROGRESS: Progress = { at: '', steps: {} };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function readStep(value: unknown): StepRecord | null {
  const { state, at, key, words } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (!STATES.includes(state)) return null;
  return { state: state as StepState, at: text(at), key: text(key), words: text(words) };
}

/** Reads the field; what cannot be read counts as not done, so that nobody relies on it. */
export function readProgress(json: string | null | undefined): Progress {
  try {
    const { at, steps } = JSON.parse(json || '{}') as Partial<Record<keyof Progress, unknown>>;
    const read = Object.entries((steps ?? {}) as object).flatMap(([name, value]) => {
      const step = readStep(value);
      return step === null ? [] : [[name, step] as const];
    });
    return { at: text(at), steps: Object.fromEntries(read) };
  } catch {
    return NO_PROGRESS;
  }
}

export const writeProgress = (progress: Progress): string => JSON.stringify(progress);

/** The progress with one step where it is now. */
export function withStep(progress: Progress, name: string, step: StepRecord): Progress {
  const words = step.words.slice(0, WORDS);
  return { at: name, steps: { ...progress.steps, [name]: { ...step, words } } };
}

/** Whether a step needs nobody any more. */
export const isPassed = (step: StepRecord | undefined): boolean =>
  step !== undefined && ['done', 'remarks', 'skipped'].includes(step.state);

/** The same object without one of its keys. */
export function without<T>(object: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
