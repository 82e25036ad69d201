import type { ObjectSchema } from '../ports.ts';
import type {
  ActionName,
  Condition,
  ConditionGroup,
  FieldAssignment,
  FieldFilter,
  FlowElement,
  Operator,
} from './flow-model.ts';
import type { Names } from './names.ts';
import { valueOf } from './read-resources.ts';
import type { XmlNode } from './xml-node.ts';

const DESCRIPTIVE = ['name', 'label', 'description', 'locationX', 'locationY'];
const OPERATORS: readonly Operator[] = [
  'EqualTo',
  'NotEqualTo',
  'GreaterThan',
  'GreaterThanOrEqualTo',
  'LessThan',
  'LessThanOrEqualTo',
  'IsNull',
  'IsChanged',
  'Contains',
  'StartsWith',
  'EndsWith',
];

function operatorOf(node: XmlNode): Operator {
  const name = node.need('operator');
  const operator = OPERATORS.find((known) => known === name);
  if (!operator) throw new Error(`operator ${name} is not modelled`);
  return operator;
}

function targetOf(node: XmlNode, connector = 'connector'): string | null {
  return node.child(connector)?.need('targetReference') ?? null;
}

/** @throws Error for custom logic such as `1 AND (2 OR 3)`. */
export function conditionsOf(
  logic: string | null,
  nodes: readonly XmlNode[],
  sides: (node: XmlNode) => Pick<Condition, 'left' | 'right'>,
): ConditionGroup {
  const joined = logic ?? 'and';
  if (joined !== 'and' && joined !== 'or') throw new Error(`logic "${joined}" is not modelled`);
  const conditions = nodes.map((node) => ({ operator: operatorOf(node), ...sides(node) }));
  return { logic: joined, conditions };
}

function assignmentsOf(node: XmlNode, object: ObjectSchema, names: Names): FieldAssignment[] {
  return node.children('inputAssignments').map((assignment) => ({
    field: names.field(object, assignment.need('field')),
    value: valueOf(assignment.child('value')),
  }));
}

/** One record is found, by its id or by what one other field equals. */
function targetFilter(
  node: XmlNode,
  object: ObjectSchema,
  names: Names,
): { by: FieldAssignment; filters: FieldFilter[] } {
  if ((node.text('filterLogic') ?? 'and') !== 'and')
    throw new Error('only "and" filters are modelled');
  const filters = node.children('filters').map((filter) => ({
    field: names.field(object, filter.need('field')),
    operator: operatorOf(filter),
    value: valueOf(filter.child('value')),
  }));
  const equal = filters.filter(({ operator }) => operator === 'EqualTo');
  const by = equal.find(({ field }) => field.name === 'Id') ?? equal[0];
  if (!by) throw new Error('a search without a filter "equals" is not modelled');
  return { by, filters: filters.filter((filter) => filter !== by) };
}

type ElementReader = (node: XmlNode, record: ObjectSchema, names: Names) => FlowElement;

const readCreate: ElementReader = (node, _record, names) => {
  node.allow([
    ...DESCRIPTIVE,
    'connector',
    'faultConnector',
    'inputAssignments',
    'object',
    'storeOutputAutomatically',
  ]);
  const object = names.object(node.need('object'));
  const assignments = assignmentsOf(node, object, names);
  const fault = targetOf(node, 'faultConnector');
  return {
    kind: 'create',
    name: node.need('name'),
    next: targetOf(node),
    fault,
    object,
    assignments,
  };
};

function ownId(record: ObjectSchema, names: Names): FieldAssignment {
  return {
    field: names.field(record, 'Id'),
    value: { kind: 'reference', path: ['$Record', 'Id'] },
  };
}

const readUpdate: ElementReader = (node, record, names) => {
  node.allow([
    ...DESCRIPTIVE,
    'connector',
    'faultConnector',
    'filterLogic',
    'filters',
    'inputAssignments',
    'inputReference',
    'object',
  ]);
  const reference = node.text('inputReference');
  if (reference !== null && reference !== '$Record')
    throw new Error(`updating ${reference} is not modelled`);
  const object = reference === null ? names.object(node.need('object')) : record;
  const target =
    reference === null
      ? targetFilter(node, object, names)
      : { by: ownId(record, names), filters: [] };
  const assignments = assignmentsOf(node, object, names);
  const fault = targetOf(node, 'faultConnector');
  return {
    kind: 'update',
    name: node.need('name'),
    next: targetOf(node),
    fault,
    object,
    ...target,
    assignments,
  };
};

const readLookup: ElementReader = (node, _record, names) => {
  node.allow([
    ...DESCRIPTIVE,
    'assignNullValuesIfNoRecordsFound',
    'connector',
    'faultConnector',
    'filterLogic',
    'filters',
    'getFirstRecordOnly',
    'object',
    'queriedFields',
    'storeOutputAutomatically',
  ]);
  if (node.text('getFirstRecordOnly') !== 'true')
    throw new Error('getting many records is not modelled');
  const object = names.object(node.need('object'));
  const fault = targetOf(node, 'faultConnector');
  const target = targetFilter(node, object, names);
  return {
    kind: 'lookup',
    name: node.need('name'),
    next: targetOf(node),
    fault,
    object,
    ...target,
  };
};

const readAssignment: ElementReader = (node) => {
  node.allow([...DESCRIPTIVE, 'assignmentItems', 'connector']);
  const items = node.children('assignmentItems').map((item) => {
    const operator = item.need('operator');
    if (operator !== 'Assign' && operator !== 'Add')
      throw new Error(`operator ${operator} is not modelled`);
    return {
      variable: item.need('assignToReference'),
      operator,
      value: valueOf(item.child('value')),
    } as const;
  });
  return { kind: 'assign', name: node.need('name'), next: targetOf(node), items };
};

const readDecision: ElementReader = (node) => {
  node.allow([...DESCRIPTIVE, 'defaultConnector', 'defaultConnectorLabel', 'rules']);
  const rules = node.children('rules').map((rule) => {
    rule.allow(['name', 'label', 'description', 'conditionLogic', 'conditions', 'connector']);
    const when = conditionsOf(
      rule.text('conditionLogic'),
      rule.children('conditions'),
      (condition) => ({
        left: condition.need('leftValueReference').split('.'),
        right: valueOf(condition.child('rightValue')),
      }),
    );
    return { when, next: targetOf(rule) };
  });
  return {
    kind: 'decide',
    name: node.need('name'),
    next: targetOf(node, 'defaultConnector'),
    rules,
  };
};

const ACTIONS: readonly ActionName[] = ['customNotificationAction', 'emailSimple'];

const readAction: ElementReader = (node) => {
  node.allow([
    ...DESCRIPTIVE,
    'actionName',
    'actionType',
    'connector',
    'faultConnector',
    'flowTransactionModel',
    'inputParameters',
    'nameSegment',
  ]);
  const action = ACTIONS.find((known) => known === node.need('actionType'));
  if (!action) throw new Error(`action ${node.need('actionType')} is not modelled`);
  return {
    kind: 'action',
    name: node.need('name'),
    next: targetOf(node),
    fault: targetOf(node, 'faultConnector'),
    action,
    parameters: node
      .children('inputParameters')
      .map((one) => ({ name: one.need('name'), value: valueOf(one.child('value')) })),
  };
};

const READERS: readonly (readonly [string, ElementReader])[] = [
  ['recordCreates', readCreate],
  ['recordUpdates', readUpdate],
  ['recordLookups', readLookup],
  ['actionCalls', readAction],
  ['assignments', readAssignment],
  ['decisions', readDecision],
];

/** @throws Error naming the element and what of it is not modelled. */
export function elementsOf(
  root: XmlNode,
  record: ObjectSchema,
  names: Names,
): Map<string, FlowElement> {
  const elements = new Map<string, FlowElement>();
  for (const [tag, read] of READERS) {
    for (const node of root.children(tag)) {
      const name = node.need('name');
      try {
        elements.set(name, read(node, record, names));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`element ${name}: ${reason}`, { cause: error });
      }
    }
  }
  return elements;
}
