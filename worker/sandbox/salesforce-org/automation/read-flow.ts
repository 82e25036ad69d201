import type { ObjectSchema, OrgCore } from '../ports.ts';
import { checkFormula } from './formula/evaluate.ts';
import { parseFormula, type Expression } from './formula/parse.ts';
import type { ConditionGroup, Flow, FlowElement, FlowValue, ScheduledPath } from './flow-model.ts';
import { namesOf, type Names } from './names.ts';
import { checkPath } from './references.ts';
import { conditionsOf, elementsOf } from './read-elements.ts';
import { constantsOf, valueOf, variablesOf } from './read-resources.ts';
import { parseXml, type XmlNode } from './xml-node.ts';

const DESCRIPTIVE = [
  'apiVersion',
  'areMetricsLoggedToDataCloud',
  'description',
  'environments',
  'interviewLabel',
  'isTemplate',
  'label',
  'processMetadataValues',
  'processType',
  'runInMode',
  'status',
  'triggerOrder',
];
const EXECUTABLE = [
  'actionCalls',
  'assignments',
  'constants',
  'decisions',
  'formulas',
  'recordCreates',
  'recordLookups',
  'recordUpdates',
  'start',
  'variables',
];

function startOf(flow: XmlNode): XmlNode {
  const start = flow.child('start');
  if (!start) throw new Error('it has no <start>');
  start.allow([
    'connector',
    'doesRequireRecordChangedToMeetCriteria',
    'filterFormula',
    'filterLogic',
    'filters',
    'locationX',
    'locationY',
    'object',
    'recordTriggerType',
    'scheduledPaths',
    'triggerType',
  ]);
  const trigger = start.text('triggerType');
  if (trigger !== 'RecordAfterSave') throw new Error(`trigger ${trigger} is not modelled`);
  return start;
}

function triggerTypeOf(start: XmlNode): Flow['on'] {
  const type = start.need('recordTriggerType');
  if (type === 'Create' || type === 'Update' || type === 'CreateAndUpdate') return type;
  throw new Error(`recordTriggerType ${type} is not modelled`);
}

/** Filters of the start element name fields of the record: the same as conditions on `$Record`. */
function startFilterOf(start: XmlNode): ConditionGroup | null {
  const filters = start.children('filters');
  if (filters.length === 0) return null;
  return conditionsOf(start.text('filterLogic'), filters, (filter) => ({
    left: ['$Record', ...filter.need('field').split('.')],
    right: valueOf(filter.child('value')),
  }));
}

const UNIT_MS: Readonly<Record<string, number>> = {
  Minutes: 60_000,
  Hours: 3_600_000,
  Days: 86_400_000,
};

function scheduledPathsOf(start: XmlNode, object: ObjectSchema, names: Names): ScheduledPath[] {
  return start.children('scheduledPaths').map((node) => {
    node.allow([
      'connector',
      'label',
      'name',
      'offsetNumber',
      'offsetUnit',
      'recordField',
      'timeSource',
    ]);
    const unit = UNIT_MS[node.need('offsetUnit')];
    if (unit === undefined || node.need('timeSource') !== 'RecordField')
      throw new Error(`the time of the scheduled path ${node.need('name')} is not modelled`);
    return {
      name: node.need('name'),
      field: names.field(object, node.need('recordField')),
      offsetMs: Number(node.need('offsetNumber')) * unit,
      start: node.child('connector')?.need('targetReference') ?? '',
    };
  });
}

function formulasOf(root: XmlNode): Map<string, Expression> {
  return new Map(
    root.children('formulas').map((formula) => {
      formula.allow(['name', 'dataType', 'description', 'expression', 'scale']);
      return [formula.need('name'), parseFormula(formula.need('expression'))];
    }),
  );
}

function checkTargets(flow: Flow): void {
  const targets = [...flow.elements.values()].flatMap((element) => [
    element.next,
    ...('fault' in element ? [element.fault] : []),
    ...(element.kind === 'decide' ? element.rules.map((rule) => rule.next) : []),
  ]);
  const starts = [flow.start, ...flow.scheduled.map(({ start }) => start)];
  for (const target of [...starts, ...targets]) {
    if (target !== null && !flow.elements.has(target)) {
      throw new Error(`it connects to ${target}, which does not exist`);
    }
  }
}

/** The values an element reads, other than through formulas. */
function valuesIn(element: FlowElement): FlowValue[] {
  switch (element.kind) {
    case 'create':
      return element.assignments.map(({ value }) => value);
    case 'update':
      return [
        element.by.value,
        ...[...element.filters, ...element.assignments].map(({ value }) => value),
      ];
    case 'lookup':
      return [element.by.value, ...element.filters.map(({ value }) => value)];
    case 'assign':
      return element.items.map(({ value }) => value);
    case 'action':
      return element.parameters.map(({ value }) => value);
    case 'decide':
      return element.rules
        .flatMap(({ when }) => when.conditions)
        .flatMap(({ left, right }) => [{ kind: 'reference', path: left }, right]);
  }
}

function checkReferences(flow: Flow, names: Names): void {
  const check = (path: readonly string[]): void => checkPath(path, flow, names);
  const formulas = [...flow.formulas.values(), ...(flow.filterFormula ? [flow.filterFormula] : [])];
  for (const formula of formulas) checkFormula(formula, check);
  for (const condition of flow.filter?.conditions ?? []) check(condition.left);
  for (const element of flow.elements.values()) {
    for (const value of valuesIn(element)) if (value.kind === 'reference') check(value.path);
    const assigned = element.kind === 'assign' ? element.items : [];
    for (const { variable } of assigned) {
      if (!flow.variables.has(variable)) throw new Error(`variable ${variable} does not exist`);
    }
  }
}

function build(name: string, root: XmlNode, names: Names): Flow {
  const start = startOf(root);
  const object = names.object(start.need('object'));
  const formula = start.text('filterFormula');
  const flow: Flow = {
    name,
    label: root.text('label') ?? name,
    object,
    on: triggerTypeOf(start),
    order: Number(root.text('triggerOrder') ?? Number.MAX_SAFE_INTEGER),
    filterFormula: formula === null ? null : parseFormula(formula),
    filter: startFilterOf(start),
    onlyWhenChangedToMeet: start.text('doesRequireRecordChangedToMeetCriteria') === 'true',
    start: start.child('connector')?.need('targetReference') ?? null,
    scheduled: scheduledPathsOf(start, object, names),
    elements: elementsOf(root, object, names),
    formulas: formulasOf(root),
    variables: variablesOf(root),
    constants: constantsOf(root),
  };
  checkTargets(flow);
  checkReferences(flow, names);
  return flow;
}

/**
 * Reads one flow file; null when the flow is not active.
 * @throws Error naming the flow and the part of it that is not modelled or does not exist.
 */
export function readFlow(name: string, xml: string, core: OrgCore): Flow | null {
  try {
    const root = parseXml(xml, 'Flow');
    if (root.text('status') !== 'Active') return null;
    root.allow([...DESCRIPTIVE, ...EXECUTABLE]);
    return build(name, root, namesOf(core));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Flow ${name} cannot be run: ${reason}`, { cause: error });
  }
}
