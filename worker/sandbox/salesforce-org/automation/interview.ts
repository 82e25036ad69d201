import { randomUUID } from 'node:crypto';
import type { OrgCore, Row, SaveContext, SavedRecord } from '../ports.ts';
import { areMet, type ConditionScope } from './conditions.ts';
import { evaluate, type Scope } from './formula/evaluate.ts';
import { BLANK, isTrue, type Value } from './formula/values.ts';
import type { ActionName, Flow, FlowValue } from './flow-model.ts';
import type { Names } from './names.ts';
import { readField, readGlobal, readSetting } from './references.ts';

/** One run of a flow for one saved record: its variables, and where its merge fields come from. */
export interface Interview extends Scope, ConditionScope {
  readonly flow: Flow;
  readonly saved: SavedRecord;
  readonly context: SaveContext;
  readonly variables: Map<string, Value>;
  readonly lookups: Map<string, Row | null>;
  faultMessage: string;
  /** Gets what a flow sends to people. */
  readonly tell: (message: FlowMessage) => void;
  /** The notification type with this name, as the package brings it. */
  readonly notificationType: (name: string) => Row | null;
}

/** What a flow sent: the action and its parameters. */
export interface FlowMessage {
  readonly action: ActionName;
  readonly values: Readonly<Record<string, string>>;
}

export interface InterviewInput {
  readonly flow: Flow;
  readonly saved: SavedRecord;
  readonly context: SaveContext;
  readonly core: OrgCore;
  readonly names: Names;
  readonly tell: Interview['tell'];
  readonly notificationType: Interview['notificationType'];
}

export function openInterview(input: InterviewInput): Interview {
  const { flow, saved, context, core, names, tell, notificationType } = input;
  const guid = randomUUID();
  const find = (object: string, id: string): Row | null => context.find(object, id);
  const fieldOf = (row: Row | null, path: readonly string[]): Value =>
    readField(path, flow.object, row, names, find);
  const resolve = (path: readonly string[]): Value => {
    const [root = '', ...rest] = path;
    if (root === '$Record') return fieldOf(saved.after, rest);
    if (root === '$Record__Prior') return fieldOf(saved.before, rest);
    if (root === '$Setup') return readSetting(rest, core, names, context.session.userId);
    if (root === '$Organization') return { type: 'text', value: core.orgId };
    if (root.startsWith('$'))
      return readGlobal(path, { guid, faultMessage: interview.faultMessage }, context);
    const lookup = flow.elements.get(root);
    if (lookup?.kind === 'lookup') {
      const row = interview.lookups.get(root) ?? null;
      if (rest.length > 0) return readField(rest, lookup.object, row, names, find);
      return row ? { type: 'text', value: String(row['Id']) } : BLANK;
    }
    const formula = flow.formulas.get(root);
    if (formula) return evaluate(formula, interview);
    return interview.variables.get(root) ?? flow.constants.get(root) ?? BLANK;
  };
  const interview: Interview = {
    flow,
    saved,
    context,
    resolve,
    tell,
    notificationType,
    isNew: saved.operation === 'create',
    faultMessage: '',
    lookups: new Map(),
    variables: new Map([...flow.variables].map(([name, { initial }]) => [name, initial])),
    valueOf: (value: FlowValue) => (value.kind === 'literal' ? value.value : resolve(value.path)),
    prior(path) {
      if (path[0] !== '$Record') throw new Error(`${path.join('.')} has no earlier value`);
      return saved.before === null ? null : fieldOf(saved.before, path.slice(1));
    },
  };
  return interview;
}

/** Whether the record, as it is now, meets the flow's entry condition. */
function meetsEntry(interview: Interview): boolean {
  const { filterFormula, filter } = interview.flow;
  if (filterFormula) return isTrue(evaluate(filterFormula, interview));
  return filter === null || areMet(filter, interview);
}

/** Trigger, entry condition, and "only when the record is changed to meet it". */
export function shouldRun(input: InterviewInput, interview: Interview): boolean {
  const { flow, saved } = input;
  const event = saved.operation === 'create' ? 'Create' : 'Update';
  if (saved.operation === 'delete' || (flow.on !== event && flow.on !== 'CreateAndUpdate'))
    return false;
  if (!meetsEntry(interview)) return false;
  if (!flow.onlyWhenChangedToMeet || saved.before === null) return true;
  return !meetsEntry(openInterview({ ...input, saved: { ...saved, after: saved.before } }));
}
