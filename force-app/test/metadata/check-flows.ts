import {
  childOf,
  childrenOf,
  type MetadataFile,
  textOf,
  withDescendants,
} from './metadata-file.ts';
import type { PackageModel } from './package-model.ts';

const GLOBALS = new Set([
  '$Flow.CurrentDateTime',
  '$Flow.FaultMessage',
  '$Flow.InterviewGuid',
  '$Organization.Id',
]);
const TARGETS = new Set(['targetReference', 'assignToReference']);

/** Every name that formulas (`{!name}`) and elements of the flow refer to. */
function referencesIn(flow: MetadataFile): string[] {
  return withDescendants(flow.root).flatMap(({ name, text }) => [
    ...[...text.matchAll(/\{!([^}]+)\}/g)].map(([, reference = '']) => reference),
    ...(name === 'elementReference' || TARGETS.has(name) ? [text] : []),
  ]);
}

function isFieldPath(object: string, path: readonly string[], model: PackageModel): boolean {
  const [first = '', ...rest] = path;
  if (rest.length === 0) return model.hasField(object, first);
  const parent = model.parent(object, first);
  return parent !== null && isFieldPath(parent, rest, model);
}

function isKnown(reference: string, flow: MetadataFile, model: PackageModel): boolean {
  const [root = '', ...path] = reference.split('.');
  const start = childOf(flow.root, 'start');
  if (root === '$Record' || root === '$Record__Prior') {
    return start !== null && isFieldPath(textOf(start, 'object'), path, model);
  }
  if (root === '$Setup') return isFieldPath(path[0] ?? '', path.slice(1), model);
  if (root.startsWith('$')) return GLOBALS.has(reference);
  return flow.root.children.some((element) => textOf(element, 'name') === root);
}

function createProblems(flow: MetadataFile, model: PackageModel): string[] {
  return childrenOf(flow.root, 'recordCreates').flatMap((create) => {
    const object = textOf(create, 'object');
    const written = childrenOf(create, 'inputAssignments').map((item) => textOf(item, 'field'));
    const required = model.fields.filter((field) => field.object === object && field.required);
    const say = (text: string): string => `${flow.path}: ${textOf(create, 'name')} ${text}`;
    return [
      ...(model.hasObject(object) ? [] : [say(`creates ${object}, which does not exist.`)]),
      ...written
        .filter((field) => !model.hasField(object, field))
        .map((field) => say(`writes ${field}, which ${object} lacks. Correct the assignment.`)),
      ...required
        .filter(({ name }) => !written.includes(name))
        .map(({ name }) => say(`leaves ${name} empty, which is required. Assign it.`)),
      ...(childOf(create, 'faultConnector')
        ? []
        : [say('has no fault path and could block the save of a user. Add a faultConnector.')]),
    ];
  });
}

function startProblems(flow: MetadataFile): string[] {
  const start = childOf(flow.root, 'start');
  const formula = start ? textOf(start, 'filterFormula') : '';
  return [
    ...(formula.includes('{!$Setup.Linnworks_Switches__c.')
      ? []
      : [`${flow.path}: no switch in its entry condition. Ask Linnworks_Switches__c first.`]),
    ...(start && textOf(start, 'triggerType') === 'RecordAfterSave'
      ? []
      : [`${flow.path}: does not run after the save. Set triggerType to RecordAfterSave.`]),
    ...(textOf(flow.root, 'status') === 'Active'
      ? []
      : [`${flow.path}: is not active, so the package would install it switched off.`]),
    ...(textOf(flow.root, 'apiVersion') === '66.0'
      ? []
      : [`${flow.path}: has another API version than the project. Set apiVersion to 66.0.`]),
  ];
}

/** Names in flows that lead nowhere, and flows that could block a save or cannot be switched off. */
export function flowProblems(model: PackageModel): string[] {
  return model.inFolder('flows').flatMap((flow) => [
    ...referencesIn(flow)
      .filter((reference) => !isKnown(reference, flow, model))
      .map((reference) => `${flow.path}: ${reference} does not exist. Correct the reference.`),
    ...createProblems(flow, model),
    ...startProblems(flow),
  ]);
}
