import { OrgError, type Row, type SaveResult } from '../ports.ts';
import { areMet, holds } from './conditions.ts';
import type { FlowElement } from './flow-model.ts';
import { number, text, valueOfField, type Value } from './formula/values.ts';
import type { Interview } from './interview.ts';

type ElementOf<K extends FlowElement['kind']> = Extract<FlowElement, { kind: K }>;

/** The element could not do its work; `doing` is how Salesforce describes what it tried. */
class ElementFailure extends Error {
  readonly doing: string;

  constructor(doing: string, reason: string) {
    super(reason);
    this.doing = doing;
  }
}

function attempt(doing: string, save: () => SaveResult): void {
  let result: SaveResult;
  try {
    result = save();
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    throw new ElementFailure(doing, `${error.errorCode}: ${error.message}`);
  }
  const reasons = result.errors.map(({ statusCode, message }) => `${statusCode}: ${message}`);
  if (!result.success) throw new ElementFailure(doing, reasons.join('; '));
}

function valuesOf({ assignments }: ElementOf<'create' | 'update'>, interview: Interview): Row {
  return Object.fromEntries(
    assignments.map(({ field, value }) => [field.name, interview.valueOf(value).value]),
  );
}

function findOne(
  { context, notificationType }: Interview,
  { object }: ElementOf<'update' | 'lookup'>,
  field: string,
  value: string,
): Row | null {
  if (object.name === 'CustomNotificationType') return notificationType(value);
  return field === 'Id'
    ? context.find(object.name, value)
    : context.findBy(object.name, field, value);
}

/** The record that the filters find; null when there is none. */
function findRecord(element: ElementOf<'update' | 'lookup'>, interview: Interview): Row | null {
  const { field: key, value: wanted } = element.by;
  const { value } = interview.valueOf(wanted);
  const row = typeof value === 'string' ? findOne(interview, element, key.name, value) : null;
  const matches = element.filters.every(({ field, operator, value: other }) =>
    holds(operator, valueOfField(field, row?.[field.name]), interview.valueOf(other)),
  );
  return matches ? row : null;
}

function add(current: Value, added: Value): Value {
  if (current.type === 'number' || added.type === 'number') {
    return number(Number(current.value ?? 0) + Number(added.value ?? 0));
  }
  return text(String(current.value ?? '') + String(added.value ?? ''));
}

/** A collection of texts, with commas between them. */
const append = (current: Value, added: Value): Value =>
  text([current.value, added.value].filter((one) => one !== null && one !== '').join(','));

const NEEDED = {
  customNotificationAction: ['customNotifTypeId', 'recipientIds', 'title', 'body'],
  emailSimple: ['emailAddresses', 'emailSubject', 'emailBody'],
} as const;

/** What would reach people is kept, once the save is committed. */
function act({ action, parameters }: ElementOf<'action'>, interview: Interview): void {
  const values = Object.fromEntries(
    parameters.map(({ name, value }) => [name, String(interview.valueOf(value).value ?? '')]),
  );
  const missing = NEEDED[action].find((name) => (values[name] ?? '') === '');
  if (missing !== undefined)
    throw new ElementFailure(`run ${action}`, `Missing required input parameter: ${missing}`);
  interview.context.afterCommit(() => interview.tell({ action, values }));
}

function assign(element: ElementOf<'assign'>, interview: Interview): void {
  for (const { variable, operator, value } of element.items) {
    const current = interview.variables.get(variable);
    if (!current)
      throw new Error(`Element ${element.name} assigns the unknown variable ${variable}`);
    const assigned = interview.valueOf(value);
    const isList = interview.flow.variables.get(variable)?.isCollection === true;
    const added = isList ? append(current, assigned) : add(current, assigned);
    interview.variables.set(variable, operator === 'Add' ? added : assigned);
  }
}

/** Does what the element says and returns the name of the next one. */
function execute(element: FlowElement, interview: Interview): string | null {
  const { context } = interview;
  switch (element.kind) {
    case 'create': {
      const values = valuesOf(element, interview);
      attempt('create records', () => context.create(element.object.name, values));
      return element.next;
    }
    case 'update': {
      const row = findRecord(element, interview);
      const values = valuesOf(element, interview);
      const isDifferent = Object.entries(values).some(
        ([name, value]) => (row?.[name] ?? null) !== value,
      );
      if (row && isDifferent) {
        attempt('update records', () =>
          context.update(element.object.name, String(row['Id']), values),
        );
      }
      return element.next;
    }
    case 'lookup':
      interview.lookups.set(element.name, findRecord(element, interview));
      return element.next;
    case 'assign':
      assign(element, interview);
      return element.next;
    case 'action':
      act(element, interview);
      return element.next;
    case 'decide':
      return (element.rules.find(({ when }) => areMet(when, interview)) ?? element).next;
  }
}

const MOST_STEPS = 2000;

/**
 * Runs a flow to its end. An element that fails goes on at its fault path; without one the save is refused.
 * @throws OrgError CANNOT_EXECUTE_FLOW_TRIGGER, worded as Salesforce words it.
 */
export function runFlow(interview: Interview, start = interview.flow.start): void {
  const { flow } = interview;
  let at = start;
  for (let steps = 0; at !== null; steps += 1) {
    const element = flow.elements.get(at);
    if (!element || steps > MOST_STEPS) throw new Error(`Flow ${flow.name} goes astray at ${at}`);
    try {
      at = execute(element, interview);
    } catch (error) {
      if (!(error instanceof ElementFailure)) throw error;
      interview.faultMessage = error.message;
      at = 'fault' in element ? element.fault : null;
      if (at === null) throw refusal(flow.label, error);
    }
  }
}

function refusal(label: string, { doing, message }: ElementFailure): OrgError {
  return new OrgError(
    400,
    'CANNOT_EXECUTE_FLOW_TRIGGER',
    `We can't save this record because the “${label}” process failed. Give your Salesforce admin these details. ` +
      `This error occurred when the flow tried to ${doing}: ${message}. ` +
      'You can look up ExceptionCode values in the SOAP API Developer Guide.',
  );
}
